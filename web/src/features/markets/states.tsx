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
  onAdd: () => void;
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

interface AddButtonsProps {
  results: readonly SearchResult[];
  onAdd: (market: SearchResult) => void;
}

const MOST_OFFERED = 6;

/** Markets of the venues, each with the way to add it. */
function AddButtons({ results, onAdd }: AddButtonsProps) {
  return (
    <ul className="add-buttons">
      {results.slice(0, MOST_OFFERED).map((result) => {
        const venue = result.simulated ? t(texts.simulated) : venueName(result.provider ?? '');
        return (
          <li key={result.market}>
            <Button
              small
              icon="plus"
              aria-label={t(texts.addThis, { pair: result.symbol, venue })}
              onClick={() => onAdd(result)}
            >
              {result.symbol} <span className="font-normal text-text-3">{venue}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** Below the rows that a search found: further markets of the venues. */
export function AtVenues({ results, onAdd }: AddButtonsProps) {
  if (results.length === 0) return null;
  return (
    <div className="below-table">
      <h2>{t(texts.atVenues)}</h2>
      <AddButtons results={results} onAdd={onAdd} />
    </div>
  );
}

interface NotFoundProps {
  query: string;
  scope: Scope;
  nearest: readonly string[];
  /** Markets of the venues that are not here yet. */
  others: readonly SearchResult[];
  onQuery: (query: string) => void;
  onAll: () => void;
  onAdd: (market: SearchResult) => void;
}

/** The search found no row. */
export function NotFound({ query, scope, nearest, others, onQuery, onAll, onAdd }: NotFoundProps) {
  if (scope !== 'all')
    return (
      <Empty
        icon="search"
        title={t(texts.notFoundHere, { query })}
        actions={
          <Button kind="primary" onClick={onAll}>
            {t(texts.searchAll)}
          </Button>
        }
      >
        {t(texts.notFoundScope)}
      </Empty>
    );
  if (others.length > 0)
    return (
      <Empty
        icon="search"
        title={t(texts.notHereTitle, { query })}
        actions={<AddButtons results={others} onAdd={onAdd} />}
      >
        {t(texts.notHereText)}
      </Empty>
    );
  const names = nearest.map((name) => (
    <Button key={name} small onClick={() => onQuery(name)}>
      {name}
    </Button>
  ));
  return (
    <Empty icon="search" title={t(texts.notFoundTitle, { query })} actions={names.length > 0 && names}>
      {t(nearest.length > 0 ? texts.nearestNames : texts.notFoundText)}
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
