import type { Interval } from '@/api/candles';
import { messages, t } from '@/lib/text';
import { DAY, HOUR, INTERVAL_MILLIS, MINUTE } from '@/lib/time';

/** Every interval, shortest first. */
export const INTERVALS: readonly Interval[] = [
  '1s',
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '6h',
  '8h',
  '12h',
  '1d',
  '3d',
  '1w',
  '1M',
];

/** The intervals of the bar, under the keys 1 to 7. */
export const COMMON_INTERVALS: readonly Interval[] = ['1m', '5m', '15m', '1h', '4h', '1d', '1w'];

export const isInterval = (text: unknown): text is Interval => INTERVALS.includes(text as Interval);

const MONTH_MILLIS = 30 * DAY; // about; a month has no fixed length

export const lengthOf = (interval: Interval): number => INTERVAL_MILLIS[interval] ?? MONTH_MILLIS;

/** The next open time, in seconds. */
export function nextOpen(interval: Interval, seconds: number): number {
  if (interval !== '1M') return seconds + lengthOf(interval) / 1000;
  const date = new Date(seconds * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000;
}

/** The time so many opens before a time, in seconds. */
export function opensBefore(interval: Interval, seconds: number, count: number): number {
  if (interval !== '1M') return seconds - (count * lengthOf(interval)) / 1000;
  const date = new Date(seconds * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count, 1) / 1000;
}

/** Candles shorter than a day have times of a zone; others are days of UTC. */
export const isTimed = (interval: Interval): boolean => lengthOf(interval) < DAY;

const names = messages('chart.interval', {
  seconds: '{count, plural, one {# second} other {# seconds}}',
  minutes: '{count, plural, one {# minute} other {# minutes}}',
  hours: '{count, plural, one {# hour} other {# hours}}',
  days: '{count, plural, one {# day} other {# days}}',
  weeks: '{count, plural, one {# week} other {# weeks}}',
  months: '{count, plural, one {# month} other {# months}}',
});

/** The length in words: 15 minutes. */
export function intervalName(interval: Interval): string {
  const count = Number.parseInt(interval, 10);
  const name = {
    s: names.seconds,
    m: names.minutes,
    h: names.hours,
    d: names.days,
    w: names.weeks,
    M: names.months,
  }[interval.slice(-1)];
  return name === undefined ? interval : t(name, { count });
}

/** The stored interval to begin with: the one wanted, else the next longer one, else the longest. */
export function firstInterval(stored: readonly Interval[], wanted: Interval = '1h'): Interval {
  const known = INTERVALS.filter((interval) => stored.includes(interval));
  return known.find((interval) => lengthOf(interval) >= lengthOf(wanted)) ?? known.at(-1) ?? wanted;
}

/** How far back the first backfill goes: enough for a look, and a minute's work at most. */
export function firstStretch(interval: Interval): { readonly days: number } {
  const length = lengthOf(interval);
  if (length < MINUTE) return { days: 1 };
  if (length < 5 * MINUTE) return { days: 30 };
  if (length < 30 * MINUTE) return { days: 180 };
  if (length < HOUR) return { days: 365 };
  return { days: length < DAY ? 730 : 3652 };
}
