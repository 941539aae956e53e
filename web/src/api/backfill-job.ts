import { queryOptions } from '@tanstack/react-query';
import { api, idempotencyKey, read } from './client';
import type { components } from './schema';

export type { BackfillEstimate } from './shapes';
export type NewBackfill = components['schemas']['NewBackfill'];

/** A job; `waiting` says for what it cannot go on now. */
export type BackfillJob = components['schemas']['BackfillReport'] & {
  waiting?: { readonly for: string; readonly until: string | null } | null;
};

export const isUnfinished = ({ state }: Pick<BackfillJob, 'state'>): boolean =>
  state === 'queued' || state === 'running';

const POLL_MILLIS = 1_000;

/** One backfill, read again until it is finished. */
export const backfillJobQuery = (id: number) =>
  queryOptions({
    queryKey: ['backfills', 'one', id],
    queryFn: ({ signal }): Promise<BackfillJob> =>
      read(api.GET('/api/v1/backfills/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data === undefined || isUnfinished(state.data) ? POLL_MILLIS : false,
  });

/** The newest jobs. */
export const newestBackfillsQuery = queryOptions({
  queryKey: ['backfills', 'newest'],
  queryFn: ({ signal }): Promise<BackfillJob[]> =>
    read(api.GET('/api/v1/backfills', { params: { query: { limit: 20 } }, signal })),
  staleTime: 5_000,
});

/** What a backfill would fetch, and how long that takes; it starts none. */
export const stretchEstimateQuery = (body: NewBackfill | null) =>
  queryOptions({
    queryKey: ['backfill-estimate', body],
    queryFn: ({ signal }) => read(api.POST('/api/v1/backfills/estimate', { body: body ?? {}, signal })),
    enabled: body !== null,
    staleTime: 30_000,
    retry: false,
  });

export const startBackfill = (body: NewBackfill): Promise<BackfillJob> =>
  read(api.POST('/api/v1/backfills', { params: { header: { 'Idempotency-Key': idempotencyKey() } }, body }));
