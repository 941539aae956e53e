import type { UnixMillis } from './units';
import { unixMillis } from './units';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** An instant of the API as milliseconds. */
export function parseInstant(text: string): UnixMillis {
  const millis = Date.parse(text);
  if (Number.isNaN(millis)) throw new Error(`not an instant: ${text}`);
  return unixMillis(millis);
}

export const toInstant = (millis: number): string => new Date(millis).toISOString();

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function fieldsFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

function fieldsOf(millis: number, zone: string): Fields {
  const found: Record<string, string> = {};
  for (const part of fieldsFormat(zone).formatToParts(millis)) found[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = found;
  return { year: Number(year), month: Number(month), day: Number(day), hour, minute, second };
}

/** `auto`: 12 Mar 14:32 · `exact`: 12 Mar 2026 14:32:07 · `date`: 12 Mar · `time`: 14:32 · `clock`: 14:32:07 */
export type TimeStyle = 'auto' | 'exact' | 'date' | 'time' | 'clock';

/** A time in a zone. The year is written when it is not the one of `now`. */
export function formatTime(millis: number, zone: string, now: number, style: TimeStyle = 'auto'): string {
  const at = fieldsOf(millis, zone);
  const minute = `${at.hour}:${at.minute}`;
  if (style === 'time') return minute;
  if (style === 'clock') return `${minute}:${at.second}`;
  const day = `${at.day} ${MONTHS[at.month - 1] ?? ''}`;
  if (style === 'exact') return `${day} ${at.year} ${minute}:${at.second}`;
  const dated = at.year === fieldsOf(now, zone).year ? day : `${day} ${at.year}`;
  return style === 'date' ? dated : `${dated} ${minute}`;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
    zoneFormats.set(zone, format);
  }
  return format;
}

/** The zone in short at a time: UTC, CET, GMT+5:30. */
export function zoneName(zone: string, millis: number): string {
  const parts = zoneFormat(zone).formatToParts(millis);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

let ownZone: string | undefined;

/** The zone of the browser when the page was loaded. */
export const browserZone = (): string => (ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** An age below one hour: 0.4 s, 12 s, 4 min; null from one hour on, where the time itself is shown. */
export function formatAge(millis: number): string | null {
  const age = Math.max(0, millis);
  if (age >= HOUR) return null;
  if (age < 9_950) return `${(age / SECOND).toFixed(1)} s`;
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  return `${Math.floor(age / MINUTE)} min`;
}

/** A length of time in at most two units: 41 s, 2 min 14 s, 3 h 5 min, 12 d. */
export function formatDuration(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / SECOND));
  if (seconds < 60) return `${seconds} s`;
  const pair = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return pair(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** The intervals of candles with a fixed length, in milliseconds; a month (1M) has none. */
export const INTERVAL_MILLIS: Readonly<Record<string, number>> = {
  '1s': SECOND,
  '1m': MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': HOUR,
  '2h': 2 * HOUR,
  '4h': 4 * HOUR,
  '6h': 6 * HOUR,
  '8h': 8 * HOUR,
  '12h': 12 * HOUR,
  '1d': DAY,
  '3d': 3 * DAY,
  '1w': 7 * DAY,
};

/** A price is stale when it is older than three times the expected gap between updates. */
export const isStale = (ageMillis: number, expectedSeconds: number | null): boolean =>
  expectedSeconds !== null && ageMillis > 3 * expectedSeconds * SECOND;
