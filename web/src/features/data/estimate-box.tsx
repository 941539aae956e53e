import type { BackfillEstimate } from '@/api/backfills';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration } from '@/lib/time';
import { venueName } from '@/lib/venue-names';
import { Icon } from '@/ui/icon';
import { texts } from './texts';

function Facts({ estimate }: { estimate: BackfillEstimate }) {
  const locale = useLocale();
  const venue = venueName(estimate.provider);
  const count = (value: number) => <dd className="num">{formatCount(value, locale)}</dd>;
  return (
    <dl className="facts">
      <dt>{t(texts.estimateFetch)}</dt>
      <dd className="num font-semibold">
        {t(texts.candles, { text: formatCount(estimate.to_fetch, locale), count: estimate.to_fetch })}
      </dd>
      <dt>{t(texts.estimateStored)}</dt>
      {count(estimate.stored)}
      <dt>{t(texts.estimateRequests)}</dt>
      {count(estimate.requests)}
      <dt>{t(texts.estimateTakes)}</dt>
      <dd>
        {estimate.to_fetch === 0
          ? t(texts.estimateNone)
          : estimate.seconds === null
            ? t(texts.estimateNoTime, { venue })
            : t(texts.estimateTime, { time: formatDuration(Math.max(1, estimate.seconds) * 1000), venue })}
      </dd>
    </dl>
  );
}

interface EstimateBoxProps {
  estimate: BackfillEstimate | undefined;
  /** Something that the estimate needs is not chosen. */
  incomplete: boolean;
  /** It is of what was chosen before. */
  renewing: boolean;
  /** Why there is none; field errors are at their fields. */
  error: string | null;
}

/** What a backfill will do, before it is started. */
export function EstimateBox({ estimate, incomplete, renewing, error }: EstimateBoxProps) {
  const body = () => {
    if (incomplete) return <p className="text-text-3">{t(texts.estimateNeeds)}</p>;
    if (error !== null) return <p className="text-warn">{t(texts.estimateFailed, { reason: error })}</p>;
    if (estimate === undefined) return <p className="text-text-3">{t(texts.estimating)}</p>;
    return (
      <>
        <Facts estimate={estimate} />
        {estimate.notes.length > 0 && (
          <ul className="notes">
            {estimate.notes.map((note) => (
              <li key={note}>
                <Icon name="warning" />
                {note}
              </li>
            ))}
          </ul>
        )}
      </>
    );
  };
  return (
    <section
      className={renewing ? 'estimate renewing' : 'estimate'}
      aria-label={t(texts.estimate)}
      aria-live="polite"
      aria-busy={renewing || undefined}
    >
      {body()}
    </section>
  );
}
