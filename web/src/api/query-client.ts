import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './error';

/** Whether a repetition may succeed: no answer, a busy server or a venue that did not answer. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 429 || error.status >= 500) &&
  error.code !== 'OUTCOME_UNKNOWN';

const LONGEST_WAIT_MILLIS = 30_000;

/** The wait before a repetition: what the server names, else longer each time. */
export function retryDelay(failures: number, error: unknown): number {
  if (error instanceof ApiError && error.retryAfter !== null)
    return Math.min(LONGEST_WAIT_MILLIS, error.retryAfter * 1000);
  return Math.min(LONGEST_WAIT_MILLIS, 1000 * 2 ** failures);
}

/** Live figures come over the stream; a query is read again when the page returns or the server answers again. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
        retryDelay,
        networkMode: 'always', // a server on this machine answers without a network
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
