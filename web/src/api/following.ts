import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';

type NewBackfill = components['schemas']['NewBackfill'];
export type BackfillEstimate = components['schemas']['BackfillEstimate'];

/** A series to be fetched from a time on, and kept current afterwards. */
export interface Following {
  readonly provider: string;
  readonly symbol: string;
  readonly interval: string;
  /** An instant; null is the first candle that the venue has. */
  readonly from: string | null;
}

const body = ({ provider, symbol, interval, from }: Following): NewBackfill => ({
  provider,
  symbol,
  interval: interval as NonNullable<NewBackfill['interval']>,
  follow: true,
  ...(from === null ? {} : { from }),
});

/** How many candles that is, and how long it takes. */
export const followingEstimateQuery = (following: Following | null) =>
  queryOptions({
    queryKey: ['backfills', 'estimate', following],
    queryFn: ({ signal }) => {
      if (following === null) throw new Error('nothing is chosen');
      return read(api.POST('/api/v1/backfills/estimate', { body: body(following), signal }));
    },
    enabled: following !== null,
    staleTime: 60_000,
    retry: false,
  });

/** Starts the backfill whose series are kept current afterwards. */
export const startFollowing = (following: Following, key: string) =>
  read(
    api.POST('/api/v1/backfills', {
      body: body(following),
      params: { header: { 'Idempotency-Key': key } },
    }),
  );
