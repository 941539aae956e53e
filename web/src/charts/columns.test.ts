import { describe, expect, it } from 'vitest';
import type { ChartGap, Columns } from './columns';
import { indexAt, mergeColumns, numbersOf, recordOf, sliceColumns, withBar, withOverlays } from './columns';

const HOUR = 3600;

/** Hours from one to another, exclusive; those of `absent` have no candle. */
function hours(
  from: number,
  to: number,
  absent: readonly number[] = [],
  gaps: readonly ChartGap[] = [],
): Columns {
  const all = Array.from({ length: to - from }, (_, at) => from + at);
  const texts = recordOf((name) =>
    all.map((hour) => (absent.includes(hour) ? null : `${hour}.${name === 'close' ? '50' : '10'}`)),
  );
  return {
    times: Float64Array.from(all, (hour) => hour * HOUR),
    texts,
    numbers: numbersOf(texts),
    overlays: [Float64Array.from(all, (hour) => (absent.includes(hour) ? Number.NaN : hour))],
    gaps,
  };
}

const gap = (from: number, to: number, state: ChartGap['state'] = 'missing'): ChartGap => ({
  from: from * HOUR,
  to: to * HOUR,
  state,
  candles: to - from,
  reason: null,
});

const hoursOf = (columns: Columns): number[] => [...columns.times].map((time) => time / HOUR);

describe('columns of candles', () => {
  it('keep the exact text of each figure beside its place on the screen', () => {
    const columns = hours(5, 6);
    expect(columns.texts.close).toEqual(['5.50']);
    expect(columns.numbers.close[0]).toBe(5.5);
  });

  it('have no number where no candle is stored', () => {
    const columns = hours(0, 3, [1]);
    expect(columns.texts.open[1]).toBeNull();
    expect(columns.numbers.open[1]).toBeNaN();
  });

  it('find the first time that is not before another', () => {
    const columns = hours(10, 14);
    expect(indexAt(columns, 10 * HOUR)).toBe(0);
    expect(indexAt(columns, 11 * HOUR + 1)).toBe(2);
    expect(indexAt(columns, 99 * HOUR)).toBe(4);
  });

  it('take an older page before them and a newer one after them', () => {
    const both = mergeColumns(mergeColumns(hours(10, 12), hours(8, 10)), hours(12, 13));
    expect(hoursOf(both)).toEqual([8, 9, 10, 11, 12]);
    expect([...(both.overlays[0] ?? [])]).toEqual([8, 9, 10, 11, 12]);
  });

  it('take what a page says over what was there', () => {
    const before = hours(8, 14, [10, 11], [gap(10, 12)]);
    const after = mergeColumns(before, hours(10, 12));
    expect(hoursOf(after)).toEqual([8, 9, 10, 11, 12, 13]);
    expect(after.texts.close[2]).toBe('10.50');
    expect(after.gaps).toEqual([]);
  });

  it('join a gap that two pages cut', () => {
    const older = hours(0, 4, [2, 3], [gap(2, 4)]);
    const newer = hours(4, 8, [4, 5, 6], [gap(4, 7)]);
    expect(mergeColumns(newer, older).gaps).toEqual([gap(2, 7)]);
  });

  it('do not join gaps of different states', () => {
    const older = hours(0, 4, [3], [gap(3, 4, 'confirmed_empty')]);
    const newer = hours(4, 6, [4], [gap(4, 5)]);
    expect(mergeColumns(newer, older).gaps).toHaveLength(2);
  });

  it('count anew what a slice leaves of a gap', () => {
    const columns = hours(0, 10, [2, 3, 4, 5], [gap(2, 6)]);
    expect(sliceColumns(columns, 4, 10).gaps).toEqual([gap(4, 6)]);
  });

  it('change the running bar in place and append the next one', () => {
    const texts = { open: '1', high: '3.0', low: '0.5', close: '2.00', volume: '7' };
    const changed = withBar(hours(0, 3), { time: 2 * HOUR, texts }, 3 * HOUR);
    expect(changed.texts.close.at(-1)).toBe('2.00');
    const grown = withBar(changed, { time: 3 * HOUR, texts }, 4 * HOUR);
    expect(hoursOf(grown)).toEqual([0, 1, 2, 3]);
    expect(grown.overlays[0]?.at(-1)).toBeNaN();
  });

  it('divide a gap at a bar that arrives late', () => {
    const texts = { open: '1', high: '1', low: '1', close: '1', volume: '1' };
    const columns = hours(0, 8, [2, 3, 4], [gap(2, 5)]);
    const after = withBar(columns, { time: 3 * HOUR, texts }, 4 * HOUR);
    expect(after.gaps).toEqual([gap(2, 3), gap(4, 5)]);
  });

  it('take values of indicators that they lack, and nothing else', () => {
    const columns = { ...hours(0, 3), overlays: [Float64Array.of(1, Number.NaN, Number.NaN)] };
    const page = { ...hours(1, 3, [1]), overlays: [Float64Array.of(5, Number.NaN)] };
    const after = withOverlays(columns, page);
    expect([...(after.overlays[0] ?? [])]).toEqual([1, 5, Number.NaN]);
    expect(after.texts.close[1]).toBe('1.50');
  });
});
