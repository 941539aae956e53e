import { timeOfPage, useNow } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import type { TimeStyle } from '@/lib/time';
import { formatAge, formatTime, isStale, parseInstant, toInstant, zoneName } from '@/lib/time';
import { classNames } from './class-names';
import { NotKnown } from './figure';
import { Icon } from './icon';
import { texts } from './texts';

const millisOf = (at: string | number): number => (typeof at === 'string' ? parseInstant(at) : at);

/** A time in the user's zone. The zone is named once per column or pane (`ZoneName`), or here with `zoned`. */
export function Time({
  at,
  style = 'auto',
  zoned,
}: {
  at: string | number;
  style?: TimeStyle;
  zoned?: boolean;
}) {
  const zone = useZone();
  const millis = millisOf(at);
  return (
    <time
      className="num"
      dateTime={toInstant(millis)}
      data-tip={
        style === 'exact' ? undefined : `${formatTime(millis, zone, 0, 'exact')} ${zoneName(zone, millis)}`
      }
    >
      {formatTime(millis, zone, timeOfPage(), style)}
      {zoned && <span className="unit">{zoneName(zone, millis)}</span>}
    </time>
  );
}

/** The user's zone in short, for the head of a column. */
export function ZoneName() {
  return zoneName(useZone(), timeOfPage());
}

interface AgeProps {
  /** When the value is from: an instant or milliseconds; null is not known. */
  at: string | number | null | undefined;
  /** The expected gap between updates; the age is amber from three times of it on. */
  expectedSeconds?: number | null;
  reason?: string | null | undefined;
  /** Why it is old. */
  staleReason?: string | undefined;
}

/** How old a value is; from one hour on the time itself. */
export function Age({ at, expectedSeconds = null, reason, staleReason }: AgeProps) {
  const now = useNow();
  const zone = useZone();
  if (at === null || at === undefined) return <NotKnown reason={reason} />;
  const millis = millisOf(at);
  const stale = isStale(now - millis, expectedSeconds);
  const exact = `${formatTime(millis, zone, 0, 'exact')} ${zoneName(zone, millis)}`;
  return (
    <span
      className={classNames('age num', stale && 'stale')}
      data-tip={stale && staleReason ? `${staleReason}\n${exact}` : exact}
    >
      {stale && <Icon name="warning" />}
      {stale && <span className="sr-only">{t(texts.stale)}</span>}
      {formatAge(now - millis) ?? formatTime(millis, zone, now)}
    </span>
  );
}

/** Whether a value is older than three times the expected gap; renewed each second. */
export function useStale(at: string | number | null | undefined, expectedSeconds: number | null): boolean {
  const now = useNow();
  return at !== null && at !== undefined && isStale(now - millisOf(at), expectedSeconds);
}
