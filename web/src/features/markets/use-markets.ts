import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiError } from '@/api/error';
import { marketsQuery, namedMarketsQuery } from '@/api/markets';
import type { MarketRow } from '@/api/markets';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/session';
import type { Scope } from './tools';
import type { WatchList } from './use-watch-list';

export interface LoadedMarkets {
  /** Undefined until they are read. */
  readonly rows: readonly MarketRow[] | undefined;
  /** Of all rows of the scope, more than are read when there are very many. */
  readonly total: number;
  readonly error: ApiError | null;
  readonly refetch: () => void;
  readonly isFetching: boolean;
  readonly session: Session | undefined;
}

const NO_ROWS: readonly MarketRow[] = [];

/** The markets of a scope. A watch list of the browser is read by its names. */
export function useMarkets(scope: Scope, watch: WatchList): LoadedMarkets {
  const session = useQuery(sessionQuery);
  const named = scope === 'watched' && !watch.ofAccount;
  const sessionKnown = !session.isPending;
  const names = watch.markets;
  const byName = useQuery({
    ...namedMarketsQuery(names),
    enabled: named && sessionKnown && names.length > 0,
  });
  const byScope = useQuery({
    ...marketsQuery(scope),
    enabled: !named && (sessionKnown || scope === 'all' || scope === 'followed'),
  });
  const query = named ? byName : byScope;
  const nothingNamed = named && sessionKnown && names.length === 0;
  const markets = nothingNamed ? NO_ROWS : query.data?.markets;
  const rows = useMemo(
    () =>
      scope === 'watched' && watch.isRead ? markets?.filter((row) => names.includes(row.market)) : markets,
    [markets, scope, watch.isRead, names],
  );
  return {
    rows,
    total: query.data?.total ?? 0,
    error: query.error as ApiError | null,
    refetch: () => void query.refetch(),
    isFetching: query.isFetching,
    session: session.data,
  };
}
