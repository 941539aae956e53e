/**
 * Candles over every time of their grid, in columns. A time without a stored candle has NaN in its numbers and
 * null in its texts. The numbers place candles on the screen; every figure that is read is a text of the server.
 */

export const CANDLE_COLUMNS = ['open', 'high', 'low', 'close', 'volume'] as const;
export type CandleColumn = (typeof CANDLE_COLUMNS)[number];

export type GapState = 'missing' | 'failed' | 'confirmed_empty' | 'unavailable';

/** Consecutive grid times without a candle; seconds since 1970, `to` exclusive. */
export interface ChartGap {
  readonly from: number;
  readonly to: number;
  readonly state: GapState;
  readonly candles: number;
  readonly reason: string | null;
}

export interface Columns {
  /** Open times in seconds since 1970, ascending, without a hole. */
  readonly times: Float64Array;
  readonly numbers: Readonly<Record<CandleColumn, Float64Array>>;
  readonly texts: Readonly<Record<CandleColumn, readonly (string | null)[]>>;
  /** One per indicator, in the order of the request. */
  readonly overlays: readonly Float64Array[];
  /** Oldest first. */
  readonly gaps: readonly ChartGap[];
}

/** A candle as the stream sends it. */
export interface Bar {
  readonly time: number;
  readonly texts: Readonly<Record<CandleColumn, string>>;
}

export const recordOf = <T>(make: (name: CandleColumn) => T): Record<CandleColumn, T> => ({
  open: make('open'),
  high: make('high'),
  low: make('low'),
  close: make('close'),
  volume: make('volume'),
});

/** The place of a decimal on the screen; the one crossing from exact text to a number. */
export const toCoordinate = (text: string | null | undefined): number =>
  text === null || text === undefined ? Number.NaN : Number(text);

export const numbersOf = (texts: Columns['texts']): Columns['numbers'] =>
  recordOf((name) => Float64Array.from(texts[name], (text) => toCoordinate(text)));

/** The index of the first time that is not before `time`. */
export function indexAt({ times }: Pick<Columns, 'times'>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Gaps that continue each other become one. */
function joinGaps(gaps: readonly ChartGap[]): ChartGap[] {
  const joined: ChartGap[] = [];
  for (const gap of gaps) {
    const last = joined.at(-1);
    const continues = last?.to === gap.from && last.state === gap.state && last.reason === gap.reason;
    if (last && continues)
      joined[joined.length - 1] = { ...last, to: gap.to, candles: last.candles + gap.candles };
    else joined.push(gap);
  }
  return joined;
}

const countBetween = (times: Float64Array, from: number, to: number): number =>
  indexAt({ times }, to) - indexAt({ times }, from);

/** The parts of gaps inside a range; those that are cut are counted anew. */
function cutGaps(columns: Columns, from: number, to: number): ChartGap[] {
  return columns.gaps
    .filter((gap) => gap.to > from && gap.from < to)
    .map((gap) => {
      if (gap.from >= from && gap.to <= to) return gap;
      const cut = { ...gap, from: Math.max(gap.from, from), to: Math.min(gap.to, to) };
      return { ...cut, candles: countBetween(columns.times, cut.from, cut.to) };
    });
}

/** The columns from one index to another, exclusive. */
export function sliceColumns(columns: Columns, from: number, to: number): Columns {
  const { times } = columns;
  const end = to < times.length ? (times[to] ?? Infinity) : Infinity;
  return {
    times: times.slice(from, to),
    numbers: recordOf((name) => columns.numbers[name].slice(from, to)),
    texts: recordOf((name) => columns.texts[name].slice(from, to)),
    overlays: columns.overlays.map((overlay) => overlay.slice(from, to)),
    gaps: cutGaps(columns, times[from] ?? Infinity, end),
  };
}

function concatColumns(parts: readonly Columns[]): Columns {
  const overlays = Math.max(...parts.map((part) => part.overlays.length));
  const blank = (part: Columns) => new Float64Array(part.times.length).fill(Number.NaN);
  return {
    times: joinNumbers(parts.map((part) => part.times)),
    numbers: recordOf((name) => joinNumbers(parts.map((part) => part.numbers[name]))),
    texts: recordOf((name) => parts.flatMap((part) => part.texts[name])),
    overlays: Array.from({ length: overlays }, (_, at) =>
      joinNumbers(parts.map((part) => part.overlays[at] ?? blank(part))),
    ),
    gaps: joinGaps(parts.flatMap((part) => part.gaps)),
  };
}

/** Puts a page over what is there; the page must overlap it or continue it. */
export function mergeColumns(base: Columns, page: Columns): Columns {
  const first = page.times[0];
  const last = page.times.at(-1);
  if (first === undefined || last === undefined) return base;
  if (base.times.length === 0) return page;
  const before = sliceColumns(base, 0, indexAt(base, first));
  const after = sliceColumns(base, indexAt(base, last + 1), base.times.length);
  return concatColumns([before, page, after].filter((part) => part.times.length > 0));
}

/** The gaps without one time, whose next grid time is `next`. */
function gapsWithout(columns: Columns, time: number, next: number): ChartGap[] {
  return columns.gaps.flatMap((gap) => {
    if (time < gap.from || time >= gap.to) return [gap];
    const before = { ...gap, to: time };
    const after = { ...gap, from: next };
    return [before, after]
      .filter((part) => part.from < part.to)
      .map((part) => ({ ...part, candles: countBetween(columns.times, part.from, part.to) }));
  });
}

/**
 * The columns with a bar at its time, which is one of theirs or the next one. A running bar changes several times
 * a second, so that one that is there is changed in place.
 */
export function withBar(columns: Columns, bar: Bar, next: number): Columns {
  const at = indexAt(columns, bar.time);
  if (columns.times[at] === bar.time) {
    for (const name of CANDLE_COLUMNS) {
      columns.numbers[name][at] = toCoordinate(bar.texts[name]);
      (columns.texts[name] as (string | null)[])[at] = bar.texts[name];
    }
    const isGap = columns.gaps.some((gap) => gap.from <= bar.time && bar.time < gap.to);
    return isGap ? { ...columns, gaps: gapsWithout(columns, bar.time, next) } : columns;
  }
  const texts = recordOf((name) => [bar.texts[name]]);
  const overlays = columns.overlays.map(() => Float64Array.of(Number.NaN));
  const page = { times: Float64Array.of(bar.time), texts, numbers: numbersOf(texts), overlays, gaps: [] };
  return mergeColumns(columns, page);
}

/** The columns with the values of indicators that a page has and they lack. */
export function withOverlays(columns: Columns, page: Columns): Columns {
  page.times.forEach((time, from) => {
    const at = indexAt(columns, time);
    if (columns.times[at] !== time) return;
    columns.overlays.forEach((overlay, index) => {
      const value = page.overlays[index]?.[from] ?? Number.NaN;
      if (!Number.isNaN(value)) overlay[at] = value;
    });
  });
  return { ...columns };
}
