import type { ApiError } from '@/api/error';
import { useNow } from '@/lib/clock';

/** The whole seconds until a repetition may succeed; 0 when it may now. */
export function secondsToWait(error: Pick<ApiError, 'at' | 'retryAfter'> | null, now: number): number {
  if (error === null || error.retryAfter === null) return 0;
  return Math.max(0, Math.ceil((error.at + error.retryAfter * 1000 - now) / 1000));
}

/** The seconds that the server asks to wait, counted down. */
export function useWait(error: ApiError | null): number {
  const now = useNow();
  // The clock may tick just before the answer; the wait never shows longer than the server named.
  return Math.min(error?.retryAfter ?? 0, secondsToWait(error, now));
}
