import { DAY, formatTime, INTERVAL_MILLIS } from '@/lib/time';

/** The open time of the last candle before an end. */
export function lastOpen(to: number, interval: string): number {
  const fixed = INTERVAL_MILLIS[interval];
  if (fixed !== undefined) return to - fixed;
  const end = new Date(to);
  return Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 1, 1);
}

/**
 * The open times of the first and the last candle of a gap: `8 Mar 17:00 – 22:00`, `10 Mar 21:00 – 11 Mar 04:00`,
 * or one time for one candle.
 */
export function rangeText(from: number, last: number, zone: string, now: number): string {
  const begin = formatTime(from, zone, now);
  if (last <= from) return begin;
  const sameDay = formatTime(from, zone, 0, 'date') === formatTime(last, zone, 0, 'date');
  return `${begin} – ${formatTime(last, zone, now, sameDay ? 'time' : 'auto')}`;
}

/** `time` for a time of the same day as `now`, else `date`. */
export const nearStyle = (at: number, zone: string, now: number): 'time' | 'date' =>
  Math.abs(now - at) < DAY && formatTime(at, zone, 0, 'date') === formatTime(now, zone, 0, 'date')
    ? 'time'
    : 'date';
