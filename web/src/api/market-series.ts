import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, idempotencyKey, read } from './client';
import type { SeriesDetail, SeriesList } from './shapes';

export type { CoverageSpan, Gap, SeriesDetail, SeriesRow } from './shapes';

const FEWEST_BUCKETS = 10;
const BUCKETS = 160;
const GAPS = 1000;

/** The series of a market, one for each interval of which something is kept. */
export const marketSeriesQuery = (symbol: string, provider: string) =>
  queryOptions({
    queryKey: ['series', 'market', provider, symbol],
    queryFn: ({ signal }): Promise<SeriesList> => {
      const query = { symbol, provider, buckets: FEWEST_BUCKETS };
      return read(api.GET('/api/v1/series', { params: { query }, signal }));
    },
    enabled: symbol !== '',
    refetchInterval: 60_000,
  });

/** The coverage of a series with its gaps: the whole of it, or a stretch. The one before stays meanwhile. */
export const coverageQuery = (id: number | null, stretch: { from: string; to: string } | null) =>
  queryOptions({
    queryKey: ['series', 'coverage', id, stretch],
    queryFn: ({ signal }): Promise<SeriesDetail> => {
      const query = { buckets: BUCKETS, limit: GAPS, ...(stretch ?? {}) };
      return read(api.GET('/api/v1/series/{id}', { params: { path: { id: id ?? 0 }, query }, signal }));
    },
    enabled: id !== null,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** Keeps a series current from its venue, or stops to. */
export function useFollowSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, follow }: { id: number; follow: boolean }) =>
      read(
        api.PATCH('/api/v1/series/{id}', {
          params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { follow },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['series'] }),
  });
}
