import type { CandlestickData, HistogramData, UTCTimestamp, WhitespaceData } from 'lightweight-charts';
import type { LinePoint } from './broken-line';
import type { ChartColours } from './colours';
import type { Columns } from './columns';

/** What the library draws, of one bar. A time without a candle is whitespace: time runs on. */

export const stamp = (time: number): UTCTimestamp => time as UTCTimestamp;

export function candleAt({ times, numbers }: Columns, at: number): CandlestickData | WhitespaceData {
  const time = stamp(times[at] ?? 0);
  const close = numbers.close[at] ?? Number.NaN;
  if (Number.isNaN(close)) return { time };
  return {
    time,
    open: numbers.open[at] ?? close,
    high: numbers.high[at] ?? close,
    low: numbers.low[at] ?? close,
    close,
  };
}

export function volumeAt(
  { times, numbers }: Columns,
  at: number,
  colours: ChartColours,
): HistogramData | WhitespaceData {
  const time = stamp(times[at] ?? 0);
  const value = numbers.volume[at] ?? Number.NaN;
  if (Number.isNaN(value)) return { time };
  const up = (numbers.close[at] ?? 0) >= (numbers.open[at] ?? 0);
  return { time, value, color: up ? colours.volumeUp : colours.volumeDown };
}

export function pointAt(
  { times, overlays }: Columns,
  overlay: number,
  at: number,
): LinePoint | WhitespaceData {
  const time = stamp(times[at] ?? 0);
  const value = overlays[overlay]?.[at] ?? Number.NaN;
  return Number.isNaN(value) ? { time } : { time, value };
}

/** One item for each index from one to another, exclusive. */
export function itemsBetween<T>(from: number, to: number, item: (at: number) => T): T[] {
  const items = new Array<T>(to - from);
  for (let at = from; at < to; at++) items[at - from] = item(at);
  return items;
}
