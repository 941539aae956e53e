import type { BackfillEstimate } from '@/api/first-run';
import { formatCount } from '@/lib/format';
import { t } from '@/lib/text';
import { formatDuration } from '@/lib/time';
import { venueName } from '@/lib/venue-names';
import { welcomeTexts as texts } from './welcome-texts';

/** What a backfill would fetch, in a sentence. */
export function estimateText(estimate: BackfillEstimate, locale: string): string {
  const venue = venueName(estimate.provider);
  const count = formatCount(estimate.candles, locale);
  if (estimate.to_fetch === 0 && estimate.candles > 0) return t(texts.nothingToFetch, { count });
  const fetched = formatCount(estimate.to_fetch, locale);
  const time =
    estimate.seconds === null
      ? t(texts.estimate, { count: fetched, venue })
      : t(texts.estimateSeconds, {
          count: fetched,
          venue,
          time: formatDuration(Math.max(1000, estimate.seconds * 1000)),
        });
  if (estimate.stored === 0) return time;
  return `${t(texts.estimateStored, { count, stored: formatCount(estimate.stored, locale) })} ${time}`;
}
