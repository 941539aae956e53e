import type { Venue } from '@/api/venues';
import { parseInstant } from '@/lib/time';

/** What a venue sends now. */
export type Freshness =
  | { readonly kind: 'live'; readonly latencyMillis: number | null; readonly quietMillis: number | null }
  | { readonly kind: 'silent'; readonly sinceMillis: number | null }
  | { readonly kind: 'connecting' | 'idle' | 'unanswered' }
  | { readonly kind: 'polled'; readonly ageMillis: number };

/** A feed that is live may be quiet for a moment; beyond this its last message is named. */
const QUIET_MILLIS = 30_000;

const ageOf = (at: string | null | undefined, now: number): number | null =>
  at ? Math.max(0, now - parseInstant(at)) : null;

export function freshness({ state, feed, poll }: Venue, now: number): Freshness {
  if (feed && feed.topics > 0) {
    const age = ageOf(feed.last_message, now);
    if (feed.state === 'down') return { kind: 'silent', sinceMillis: age };
    if (feed.state === 'live') {
      const quietMillis = age !== null && age > QUIET_MILLIS ? age : null;
      return { kind: 'live', latencyMillis: feed.latency_millis, quietMillis };
    }
    if (feed.state === 'connecting') return { kind: 'connecting' };
  }
  if (state === 'down') return { kind: 'unanswered' };
  const ageMillis = ageOf(poll?.last, now);
  return ageMillis === null ? { kind: 'idle' } : { kind: 'polled', ageMillis };
}

/** The share of the budget that is used, 0 to 1 for drawing; null when the venue has no limit. */
export const usedShare = ({ used, limit }: Pick<Venue, 'used' | 'limit'>): number | null =>
  limit === null || limit <= 0 ? null : Math.min(1, used / limit);
