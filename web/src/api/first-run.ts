import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';
import type { BackfillEstimate } from './shapes';

type Schemas = components['schemas'];

export type NewBackfill = Schemas['NewBackfill'];
export type Interval = Schemas['Interval'];
export type { BackfillEstimate };

/** Why a job does not go on at present. */
export interface Waiting {
  readonly for: string;
  readonly until: string | null;
}
export type BackfillReport = Schemas['BackfillReport'] & { readonly waiting?: Waiting | null };

export const isActive = ({ state }: BackfillReport): boolean => state === 'queued' || state === 'running';

const WHILE_RUNNING_MILLIS = 1_000;

/** The newest backfills; read anew each second while one of them runs. */
export const recentBackfillsQuery = queryOptions({
  queryKey: ['first-run', 'backfills'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/backfills', { params: { query: { limit: 50 } }, signal })),
  refetchInterval: ({ state }) => (state.data?.some(isActive) ? WHILE_RUNNING_MILLIS : false),
});

/** How many candles a backfill would fetch, and how long that takes. */
export const estimateQuery = (order: NewBackfill) =>
  queryOptions({
    queryKey: ['first-run', 'estimate', order],
    queryFn: ({ signal }) => read(api.POST('/api/v1/backfills/estimate', { body: order, signal })),
    staleTime: 30_000,
  });

export const startBackfill = (order: NewBackfill, key: string): Promise<BackfillReport> =>
  read(api.POST('/api/v1/backfills', { body: order, params: { header: { 'Idempotency-Key': key } } }));
