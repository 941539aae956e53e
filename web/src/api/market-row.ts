import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';

export type { MarketRow } from './shapes';

/** One market with its last price and its last 24 hours; null when this installation has nothing of it. */
export const marketRowQuery = (market: string) =>
  queryOptions({
    queryKey: ['markets', 'row', market],
    queryFn: async ({ signal }) => {
      const page = await read(
        api.GET('/api/v1/markets', { params: { query: { market: [market] } }, signal }),
      );
      return page.markets[0] ?? null;
    },
    enabled: market !== '',
    refetchInterval: 30_000,
    retry: false,
  });

/** The first markets of this installation. */
export const firstMarketsQuery = queryOptions({
  queryKey: ['markets', 'first'],
  queryFn: ({ signal }) =>
    read(api.GET('/api/v1/markets', { params: { query: { scope: 'all', limit: 20 } }, signal })),
  staleTime: 60_000,
});
