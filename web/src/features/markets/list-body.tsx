import { t } from '@/lib/text';
import { LoadingNote } from '@/ui/table';
import type { SearchResult } from '@/api/search';
import { LoadingTable, MarketTable } from './market-table';
import type { MarketTableProps } from './market-table';
import type { PageState } from './page-state';
import { AtVenues, Failed, NotFound, Nothing } from './states';
import { texts } from './texts';
import type { LoadedMarkets } from './use-markets';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';

interface ListBodyProps {
  markets: LoadedMarkets;
  state: PageState;
  table: MarketTableProps;
  /** The server's answer to what is searched for. */
  answer: { readonly nearest: readonly string[]; readonly others: readonly SearchResult[] } | null;
  onAdd: (market?: SearchResult) => void;
}

/** The table, or what there is instead. */
export function ListBody({ markets, state, table, answer, onAdd }: ListBodyProps) {
  const locale = useLocale();
  const { rows, total, error } = markets;
  const searching = state.query.trim() !== '';
  const showAll = () => state.setScope('all');
  if (rows === undefined && error !== null)
    return <Failed error={error} onRetry={markets.refetch} retrying={markets.isFetching} />;
  if (rows === undefined)
    return (
      <>
        <LoadingNote />
        <LoadingTable sort={table.sort} onSort={table.onSort} widths={table.widths} />
      </>
    );
  const others = answer?.others ?? [];
  if (table.rows.length === 0 && searching)
    return (
      <NotFound
        query={state.query.trim()}
        scope={state.scope}
        nearest={answer?.nearest ?? []}
        others={others}
        onQuery={state.setQuery}
        onAll={showAll}
        onAdd={onAdd}
      />
    );
  if (table.rows.length === 0)
    return (
      <Nothing
        scope={state.scope}
        ofAccount={table.watch.ofAccount}
        maySimulate={markets.session?.may_write === true}
        onAll={showAll}
        onAdd={onAdd}
      />
    );
  return (
    <>
      <MarketTable {...table} />
      {total > rows.length && (
        <p className="below-table">
          {t(texts.moreThanShown, {
            shown: formatCount(rows.length, locale),
            total: formatCount(total, locale),
          })}
        </p>
      )}
      {searching && <AtVenues results={others} onAdd={onAdd} />}
    </>
  );
}
