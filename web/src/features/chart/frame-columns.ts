import type { CandleFrame } from '@/api/candles';
import type { CandleData } from '@/api/stream-messages';
import type { CoverageState } from '@/api/shapes';
import type { Bar, ChartGap, Columns, GapState } from '@/charts/columns';
import { CANDLE_COLUMNS, numbersOf, recordOf } from '@/charts/columns';

const seconds = (instant: string): number => Date.parse(instant) / 1000;

/** A page of the server as columns, without the times before the first candle. */
export function columnsOf(frame: CandleFrame, indicators: readonly string[]): Columns {
  const first = frame.first_open === null ? 0 : seconds(frame.first_open);
  const start = frame.times.findIndex((time) => time >= first);
  const from = start < 0 ? frame.times.length : start;
  const values = (name: string) =>
    (frame.columns.find((column) => column.name === name)?.values ?? []).slice(from);
  const times = Float64Array.from(frame.times.slice(from));
  const texts = recordOf((name) =>
    values(name).map((value) => (typeof value === 'number' ? String(value) : value)),
  );
  const overlays = indicators.map((name) => {
    const found = values(name);
    return Float64Array.from(times, (_, at) => {
      const value = found[at];
      return typeof value === 'number' ? value : Number.NaN;
    });
  });
  return { times, texts, numbers: numbersOf(texts), overlays, gaps: gapsOf(frame, first) };
}

/** The state of a gap; a time that is said to be covered and has no candle is missing. */
export const gapState = (state: CoverageState): GapState => (state === 'covered' ? 'missing' : state);

const gapsOf = (frame: CandleFrame, first: number): ChartGap[] =>
  frame.gaps
    .map(({ from, to, state, candles, reason }) => ({
      from: seconds(from),
      to: seconds(to),
      state: gapState(state),
      candles,
      reason,
    }))
    .filter((gap) => gap.from >= first);

export const barOf = (candle: CandleData): Bar => ({
  time: seconds(candle.open_time),
  texts: recordOf((name) => candle[name]),
});

/** The columns that are asked for, indicators last. */
export const requestedColumns = (indicators: readonly string[]): string[] => [
  ...CANDLE_COLUMNS,
  ...indicators,
];
