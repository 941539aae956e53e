import type { Interval, NewBackfill } from '@/api/backfills';
import { parseMarket } from '@/lib/units';
import { DAY } from '@/lib/time';

/** What a person has chosen so far. Dates are `2026-03-12` in UTC. */
export interface BackfillForm {
  /** `BTCUSDT@binance`. */
  readonly market: string | null;
  readonly intervals: readonly string[];
  /** Empty: as far back as the venue has candles. */
  readonly from: string;
  /** The last day; empty: until now. */
  readonly to: string;
  readonly follow: boolean;
}

export type Preset = 'month' | 'year' | 'all';

const dateOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** The first day of a preset; the day of the month is kept where that month has it. */
export function presetFrom(preset: Preset, now: number): string {
  if (preset === 'all') return '';
  const today = new Date(now);
  const months = preset === 'month' ? 1 : 12;
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(days, today.getUTCDate())));
}

/** The preset that the dates are those of. */
export function presetOf(form: BackfillForm, now: number): Preset | null {
  if (form.to !== '') return null;
  const presets: readonly Preset[] = ['month', 'year', 'all'];
  return presets.find((preset) => presetFrom(preset, now) === form.from) ?? null;
}

/** The exclusive end of a last day; undefined is now, which the server knows better. */
function endOf(date: string, now: number): string | undefined {
  if (date === '') return undefined;
  const end = Date.parse(`${date}T00:00:00Z`) + DAY;
  return Number.isNaN(end) ? date : end > now && end - DAY <= now ? undefined : dateOf(end);
}

/** The body of the request; null while something that it needs is not chosen. */
export function bodyOf(form: BackfillForm, now: number): NewBackfill | null {
  const market = form.market === null ? null : parseMarket(form.market);
  if (market === null || form.intervals.length === 0) return null;
  const to = endOf(form.to, now);
  return {
    provider: market.provider,
    symbol: market.symbol,
    intervals: form.intervals as Interval[],
    ...(form.from === '' ? {} : { from: form.from }),
    ...(to === undefined ? {} : { to }),
    follow: form.follow,
  };
}
