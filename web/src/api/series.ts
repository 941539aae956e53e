import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { api, idempotencyKey, read } from './client';
import type { SeriesList } from './shapes';

export type { CoverageSpan, CoverageState, Gap, SeriesDetail, SeriesList, SeriesRow } from './shapes';

/** Stretches of a bar over the whole life of a series; a screen joins those that it has no room for. */
const BUCKETS = 240;

/** Every series with its coverage. Followed series grow, so it is read again each minute while it is seen. */
export const seriesListQuery = queryOptions({
  queryKey: ['series', 'list'],
  queryFn: ({ signal }) =>
    read(api.GET('/api/v1/series', { params: { query: { buckets: BUCKETS } }, signal })),
  refetchInterval: 60_000,
});

/** A stretch of a series; without a bound the whole of it. */
export interface Stretch {
  readonly id: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly buckets: number;
}

/** A stretch of a series with its gaps. The stretch before stays while the next one is read. */
export const seriesQuery = ({ id, from, to, buckets }: Stretch) =>
  queryOptions({
    queryKey: ['series', 'one', id, from ?? '', to ?? '', buckets],
    queryFn: ({ signal }) => {
      const query = { buckets, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return read(api.GET('/api/v1/series/{id}', { params: { path: { id }, query }, signal }));
    },
    placeholderData: (previous) => (previous?.series_id === id ? previous : undefined),
    refetchInterval: 60_000,
  });

function setFollow(queries: QueryClient, id: number, follow: boolean): void {
  queries.setQueryData<SeriesList>(seriesListQuery.queryKey, (list) =>
    list === undefined
      ? undefined
      : { ...list, series: list.series.map((row) => (row.series_id === id ? { ...row, follow } : row)) },
  );
}

/** Follows a series or stops to. It shows at once, and is taken back when the server refuses. */
export function useFollow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, follow }: { id: number; follow: boolean }) =>
      read(
        api.PATCH('/api/v1/series/{id}', {
          params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { follow },
        }),
      ),
    onMutate: async ({ id, follow }) => {
      await queries.cancelQueries({ queryKey: ['series'] });
      setFollow(queries, id, follow);
    },
    onError: (_error, { id, follow }) => setFollow(queries, id, !follow),
    onSettled: () => queries.invalidateQueries({ queryKey: ['series'] }),
  });
}

/** Deletes a series with all its candles. */
export function useDeleteSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      read(
        api.DELETE('/api/v1/series/{id}', {
          params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } },
        }),
      ),
    onSuccess: (_answer, id) => {
      queries.setQueryData<SeriesList>(seriesListQuery.queryKey, (list) =>
        list === undefined
          ? undefined
          : { ...list, series: list.series.filter((row) => row.series_id !== id) },
      );
      queries.removeQueries({ queryKey: ['series', 'one', id] });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: seriesListQuery.queryKey }),
  });
}
