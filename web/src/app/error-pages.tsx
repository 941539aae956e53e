import { Link } from '@tanstack/react-router';
import { ApiError } from '@/api/error';
import { t } from '@/lib/text';
import { Button, buttonClass } from '@/ui/button';
import { Empty, ErrorPane, Pane } from '@/ui/pane';
import { texts } from './texts';

/** What a page shows when its code failed or did not load. */
export function CrashPage({ error }: { error: unknown }) {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const failure = error instanceof ApiError ? error : { message: words, code: words };
  return (
    <div className="panes">
      <Pane label={t(texts.crashTitle)}>
        <ErrorPane
          title={t(texts.crashTitle)}
          error={failure}
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              {t(texts.reload)}
            </Button>
          }
        >
          {t(texts.crashText)}
        </ErrorPane>
      </Pane>
    </div>
  );
}

export function NotFoundPage() {
  return (
    <div className="panes">
      <Pane label={t(texts.notFoundTitle)}>
        <Empty
          icon="search"
          title={t(texts.notFoundTitle)}
          actions={
            <Link to="/markets" className={buttonClass({ kind: 'primary' })}>
              {t(texts.openMarkets)}
            </Link>
          }
        >
          {t(texts.notFoundText)}
        </Empty>
      </Pane>
    </div>
  );
}
