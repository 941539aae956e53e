import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { estimateQuery } from '@/api/first-run';
import type { BackfillEstimate, NewBackfill } from '@/api/first-run';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration } from '@/lib/time';
import { venueName } from '@/lib/venue-names';
import { Icon } from '@/ui/icon';
import { toSentence } from './field-words';
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

/** How much, how long, and what the venue does not give; the last answer stays until the next one. */
export function Estimate({ order }: { order: NewBackfill }) {
  const locale = useLocale();
  const { data, error, isFetching } = useQuery({
    ...estimateQuery(order),
    placeholderData: keepPreviousData,
  });
  const text =
    error !== null
      ? toSentence(error.message)
      : data === undefined || isFetching
        ? t(texts.estimating)
        : estimateText(data, locale);
  return (
    <div className="grid min-h-6 content-center gap-1 text-12 text-text-3" role="status">
      <span className={error === null ? 'num' : 'error'}>{text}</span>
      {error === null &&
        data?.notes.map((note) => (
          <span key={note} className="flex gap-2 text-warn">
            <Icon name="warning" />
            {note}
          </span>
        ))}
    </div>
  );
}
