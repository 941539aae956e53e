import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { SeriesRow } from '@/api/series';
import { parseDataSearch } from './search';
import type { DataSearch } from './search';

const route = getRouteApi('/data');

/** What changes; undefined takes a name out of the address. */
type Change = { readonly [K in keyof DataSearch]?: DataSearch[K] | undefined };

/** What the address says, and how to change it. What a change does not name stays. */
export function useDataSearch() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (edit: Change, { push = false } = {}) =>
      void navigate({
        search: (old) => parseDataSearch({ ...old, ...edit }),
        replace: !push,
        resetScroll: false,
      }),
    [navigate],
  );
  const select = useCallback(
    ({ market, interval }: Pick<SeriesRow, 'market' | 'interval'>) =>
      change({ market, interval, from: undefined, to: undefined }),
    [change],
  );
  const openBackfill = useCallback(() => change({ open: 'backfill' }, { push: true }), [change]);
  return { search, change, select, openBackfill };
}
