import type { UseQueryResult } from '@tanstack/react-query';
import type { BackfillEstimate } from '@/api/following';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration, SECOND } from '@/lib/time';
import { texts } from './add-texts';

function sentence(estimate: BackfillEstimate, locale: string): string {
  const words = {
    candles: formatCount(estimate.candles, locale),
    stored: formatCount(estimate.stored, locale),
  };
  if (estimate.to_fetch === 0) return t(texts.estimateStored, words);
  if (estimate.seconds === null) return t(texts.estimateUnknown, words);
  return t(texts.estimate, {
    ...words,
    time: formatDuration(Math.max(1, estimate.seconds) * SECOND),
  });
}

/** How much following fetches, as the server counts it. */
export function Estimate({ query }: { query: UseQueryResult<BackfillEstimate> }) {
  const locale = useLocale();
  const { data, error } = query;
  return (
    <div className="estimate" role="status">
      {error !== null ? (
        <p className="text-warn">{error.message}</p>
      ) : data === undefined ? (
        <p className="text-text-3">{t(texts.estimating)}</p>
      ) : (
        <>
          <p className="text-text-2">{sentence(data, locale)}</p>
          {data.notes.map((note) => (
            <p key={note} className="text-text-2">
              {note}
            </p>
          ))}
        </>
      )}
    </div>
  );
}
