import { Link } from '@tanstack/react-router';
import type { ApiError } from '@/api/error';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button, buttonClass } from '@/ui/button';
import { Empty, ErrorPane } from '@/ui/pane';
import { texts } from './texts';
import type { Scope } from './tools';

interface NothingProps {
  scope: Scope;
  ofAccount: boolean;
  maySimulate: boolean;
  onAll: () => void;
  onAdd: (query?: string) => void;
}

/** No market of the scope. */
export function Nothing({ scope, ofAccount, maySimulate, onAll, onAdd }: NothingProps) {
  const all = <Button onClick={onAll}>{t(texts.showAll)}</Button>;
  const find = (
    <Button kind="primary" icon="plus" onClick={() => onAdd()}>
      {t(texts.findMarket)}
    </Button>
  );
  switch (scope) {
    case 'watched':
      return (
        <Empty icon="star" title={t(texts.watchedNoneTitle)} actions={[find, all].map(keyed)}>
          {t(texts.watchedNoneText)} {!ofAccount && t(texts.watchedNoneBrowser)}
        </Empty>
      );
    case 'held':
      return (
        <Empty icon="portfolio" title={t(texts.heldNoneTitle)} actions={all}>
          {t(texts.heldNoneText)}
        </Empty>
      );
    case 'followed':
      return (
        <Empty icon="data" title={t(texts.followedNoneTitle)} actions={[find, all].map(keyed)}>
          {t(texts.followedNoneText)}
        </Empty>
      );
    case 'all':
      return (
        <Empty
          icon="markets"
          title={t(texts.emptyTitle)}
          actions={
            <>
              {find}
              {maySimulate && (
                <Link to="/welcome" className={buttonClass()}>
                  {t(texts.startSimulated)}
                </Link>
              )}
            </>
          }
        >
          {t(texts.emptyText)} {maySimulate && t(texts.emptySimulated)}
        </Empty>
      );
  }
}

const keyed = (element: React.ReactElement, at: number) => <span key={at}>{element}</span>;

/** Markets of the venues that the search found beside those that are here. */
export function AtVenues({
  results,
  onAdd,
}: {
  results: readonly SearchResult[];
  onAdd: (query: string) => void;
}) {
  if (results.length === 0) return null;
  return (
    <div className="at-venues">
      <h2>{t(texts.atVenues)}</h2>
      <ul>
        {results.slice(0, 6).map((result) => {
          const venue = result.simulated ? t(texts.simulated) : venueName(result.provider ?? '');
          return (
            <li key={result.market}>
              <Button
                small
                icon="plus"
                aria-label={t(texts.addThis, { pair: result.symbol, venue })}
                onClick={() => onAdd(result.market ?? result.symbol)}
              >
                {result.symbol} <span className="font-normal text-text-3">{venue}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface NotFoundProps {
  query: string;
  scope: Scope;
  nearest: readonly string[];
  hasOthers: boolean;
  onQuery: (query: string) => void;
  onAll: () => void;
}

/** The search found no row. */
export function NotFound({ query, scope, nearest, hasOthers, onQuery, onAll }: NotFoundProps) {
  const narrow = scope !== 'all' || hasOthers;
  return (
    <Empty
      icon="search"
      title={t(narrow ? texts.notFoundHere : texts.notFoundTitle, { query })}
      actions={
        scope !== 'all' && (
          <Button kind="primary" onClick={onAll}>
            {t(texts.searchAll)}
          </Button>
        )
      }
    >
      {scope !== 'all'
        ? t(texts.notFoundScope)
        : nearest.length > 0
          ? t(texts.nearestNames)
          : t(texts.notFoundText)}
      {scope === 'all' && nearest.length > 0 && (
        <span className="nearest">
          {nearest.map((name) => (
            <Button key={name} small onClick={() => onQuery(name)}>
              {name}
            </Button>
          ))}
        </span>
      )}
    </Empty>
  );
}

export function Failed({
  error,
  onRetry,
  retrying,
}: {
  error: ApiError;
  onRetry: () => void;
  retrying: boolean;
}) {
  return (
    <ErrorPane
      title={t(texts.errorTitle)}
      error={error}
      onRetry={onRetry}
      retrying={retrying}
      actions={
        <Link to="/data" className={buttonClass()}>
          {t(texts.openData)}
        </Link>
      }
    >
      {t(texts.errorText, { reason: error.message })}
    </ErrorPane>
  );
}
