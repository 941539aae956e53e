import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';

export type Statistics = components['schemas']['StatisticsView'];

export interface StatisticsRequest {
  readonly symbol: string;
  readonly currency: string;
  /** Up to the newest price, or to `end`. */
  readonly days: number;
  readonly start?: string;
  readonly end?: string;
}

/** Statistics of stored prices; no request to a venue is made. */
export const statisticsQuery = (request: StatisticsRequest | null) =>
  queryOptions({
    queryKey: ['statistics', request],
    queryFn: ({ signal }) => {
      const { symbol = '', currency = '', days = 1, ...range } = request ?? {};
      const query = { symbol, currency, days, provider: 'stored', ...range };
      return read(api.GET('/api/v1/market_chart/stats', { params: { query }, signal }));
    },
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
