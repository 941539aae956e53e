import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '@/api/session';
import type { Sort } from '@/ui/table';
import { nameOfSort, sortOf } from './order';
import type { MarketsSearch, SortColumn } from './search';
import type { Scope } from './tools';

const route = getRouteApi('/markets');

const SETTLE_MILLIS = 180;

/**
 * A text that is in the address once it has been left unchanged for a moment; browsers allow only so many changes
 * of the address a second. A change of the address from elsewhere wins.
 */
function useSettledText(inAddress: string, write: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  const [written, setWritten] = useState(inAddress);
  if (inAddress !== seen) {
    setSeen(inAddress);
    if (inAddress !== written) {
      setText(inAddress);
      setWritten(inAddress);
    }
  }
  useEffect(() => {
    if (text === written) return undefined;
    const timer = setTimeout(() => {
      setWritten(text);
      write(text);
    }, SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, written, write]);
  return [text, setText];
}

export interface PageState {
  readonly query: string;
  /** The query once typing rests; what the server is asked. */
  readonly settledQuery: string;
  readonly setQuery: (query: string) => void;
  readonly selected: string;
  readonly select: (market: string) => void;
  readonly scope: Scope;
  readonly setScope: (scope: Scope) => void;
  readonly sort: Sort<SortColumn> | null;
  /** Null is the own order. */
  readonly setSort: (sort: Sort<SortColumn> | null) => void;
}

type Change = { readonly [K in keyof MarketsSearch]?: MarketsSearch[K] | undefined };

/** What of a search is set; the address does not name what has its default. */
function merge(old: MarketsSearch, change: Change): MarketsSearch {
  const entries = Object.entries({ ...old, ...change }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(entries);
}

/** The view of the page, which is in its address. */
export function usePageState(): PageState {
  const search = route.useSearch();
  const noHoldings = useSession()?.workspace === null;
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Change) => void navigate({ search: (old) => merge(old, next), replace: true, resetScroll: false }),
    [navigate],
  );
  const writeQuery = useCallback((q: string) => change({ q: q.trim() }), [change]);
  const writeMarket = useCallback((market: string) => change({ market }), [change]);
  const [query, setQuery] = useSettledText(search.q ?? '', writeQuery);
  const [selected, select] = useSettledText(search.market ?? '', writeMarket);
  return {
    query,
    settledQuery: search.q ?? '',
    setQuery,
    selected,
    select,
    scope: search.scope === 'held' && noHoldings ? 'all' : (search.scope ?? 'all'),
    setScope: (scope) => change({ scope: scope === 'all' ? undefined : scope }),
    sort: sortOf(search.sort),
    setSort: (sort) => change({ sort: sort === null ? undefined : nameOfSort(sort) }),
  };
}
