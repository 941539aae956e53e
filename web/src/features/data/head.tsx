import type { SeriesList } from '@/api/series';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Pane, PaneHead } from '@/ui/pane';
import { Skeleton } from '@/ui/table';
import { SignInNote, useMayWrite } from './access';
import { texts } from './texts';
import { useDataSearch } from './use-selection';

function Totals({ list }: { list: SeriesList }) {
  const { search, change } = useDataSearch();
  const locale = useLocale();
  const { series, candles, with_missing: withMissing } = list.totals;
  const only = search.show === 'missing';
  const flip = () => change({ show: only ? undefined : 'missing' });
  return (
    <span className="totals">
      <span>{t(texts.series, { count: series })}</span>
      <span className="num max-tab:hidden">
        {t(texts.candles, { text: formatCount(candles, locale), count: candles })}
      </span>
      {(withMissing > 0 || only) && (
        <button
          type="button"
          aria-pressed={only}
          data-tip={t(only ? texts.allSeries : texts.onlyMissing)}
          onClick={flip}
        >
          {t(texts.withMissing, { count: withMissing })}
        </button>
      )}
    </span>
  );
}

/** Title, totals and the main action. */
export function DataHead({ list, loading }: { list: SeriesList | undefined; loading: boolean }) {
  const mayWrite = useMayWrite();
  const { openBackfill } = useDataSearch();
  return (
    <Pane as="header" className="whole-row">
      <PaneHead>
        <h1>{t(texts.title)}</h1>
        {list ? <Totals list={list} /> : loading && <Skeleton width={220} />}
        <span className="spring" />
        {mayWrite && (
          <Button kind="primary" icon="plus" aria-label={t(texts.startBackfill)} onClick={openBackfill}>
            {t(texts.backfill)}
          </Button>
        )}
      </PaneHead>
      <SignInNote />
    </Pane>
  );
}
