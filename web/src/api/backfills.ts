import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';

export type { BackfillEstimate } from './shapes';
export type NewBackfill = components['schemas']['NewBackfill'];
export type Interval = components['schemas']['Interval'];

export type Backfill = components['schemas']['BackfillReport'];
/** What a job is waiting for. */
export type Waiting = NonNullable<Backfill['waiting']>;

export const isUnfinished = ({ state }: Backfill): boolean => state === 'queued' || state === 'running';

const POLL_MILLIS = 1_500;

/** The newest jobs. Read again while one of them is not finished and the page is seen. */
export const backfillsQuery = queryOptions({
  queryKey: ['backfills'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/backfills', { params: { query: { limit: 50 } }, signal })),
  refetchInterval: (query) => (query.state.data?.some(isUnfinished) ? POLL_MILLIS : false),
});

/** What a backfill would do; it starts none. */
export const estimateQuery = (body: NewBackfill | null) =>
  queryOptions({
    queryKey: ['backfill-estimate', body],
    queryFn: ({ signal }) => read(api.POST('/api/v1/backfills/estimate', { body: body ?? {}, signal })),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });

/** Starts a backfill. The key is of the intention: repeated, it starts no second one. */
export function useStartBackfill() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: NewBackfill; key: string }): Promise<Backfill> =>
      read(api.POST('/api/v1/backfills', { params: { header: { 'Idempotency-Key': key } }, body })),
    onSuccess: (job) => queries.setQueryData<Backfill[]>(backfillsQuery.queryKey, (jobs) => add(jobs, job)),
    onSettled: () => queries.invalidateQueries({ queryKey: backfillsQuery.queryKey }),
  });
}

const add = (jobs: Backfill[] | undefined, job: Backfill): Backfill[] | undefined =>
  jobs === undefined ? undefined : [job, ...jobs.filter((one) => one.id !== job.id)];

/** Starts what a failed or cancelled job has not done. */
export function useRetryBackfill() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }): Promise<Backfill> =>
      read(
        api.POST('/api/v1/backfills/{id}/retry', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: (job) => queries.setQueryData<Backfill[]>(backfillsQuery.queryKey, (jobs) => add(jobs, job)),
    onSettled: () => queries.invalidateQueries({ queryKey: backfillsQuery.queryKey }),
  });
}

/** Stops a job; what is stored stays. It shows at once, and is taken back when the server refuses. */
export function useCancelBackfill() {
  const queries = useQueryClient();
  const mark = (id: number, cancelled: boolean) =>
    queries.setQueryData<Backfill[]>(backfillsQuery.queryKey, (jobs) =>
      jobs?.map((job) => (job.id === id ? { ...job, cancel_requested: cancelled } : job)),
    );
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }): Promise<Backfill> =>
      read(
        api.DELETE('/api/v1/backfills/{id}', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onMutate: async ({ id }) => {
      await queries.cancelQueries({ queryKey: backfillsQuery.queryKey });
      mark(id, true);
    },
    onError: (_error, { id }) => void mark(id, false),
    onSettled: () => queries.invalidateQueries({ queryKey: backfillsQuery.queryKey }),
  });
}
