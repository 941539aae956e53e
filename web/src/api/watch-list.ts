import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';

export type WatchList = components['schemas']['WatchedMarkets'];

/** The most markets of a list. */
export const MOST_WATCHED = 200;

/** The markets that the account watches, in its order. */
export const watchListQuery = queryOptions({
  queryKey: ['account', 'watch_list'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account/watch_list', { signal })),
  staleTime: 60_000,
});

export const watchMarket = (market: string): Promise<WatchList> =>
  read(api.PUT('/api/v1/account/watch_list/{market}', { params: { path: { market } } }));

export const unwatchMarket = (market: string): Promise<WatchList> =>
  read(api.DELETE('/api/v1/account/watch_list/{market}', { params: { path: { market } } }));

export const saveWatchList = (markets: readonly string[]): Promise<WatchList> =>
  read(api.PUT('/api/v1/account/watch_list', { body: { markets: [...markets] } }));
