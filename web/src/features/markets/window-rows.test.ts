import { describe, expect, it } from 'vitest';
import { rangeOf } from './window-rows';

describe('the rows of a window', () => {
  it('are those that are seen, and some beyond the edges', () => {
    expect(rangeOf(130, 48, 900, 200)).toEqual({ first: 0, last: 28 });
    expect(rangeOf(130 - 48 * 100, 48, 900, 200)).toEqual({ first: 88, last: 128 });
  });
  it('end with the last row', () => {
    expect(rangeOf(130 - 48 * 190, 48, 900, 200).last).toBe(200);
    expect(rangeOf(130, 48, 900, 3)).toEqual({ first: 0, last: 3 });
  });
  it('are at least one, wherever the window is', () => {
    const { first, last } = rangeOf(-100_000, 48, 900, 10);
    expect(last - first).toBeGreaterThan(0);
  });
  it('stay the same while a step is not passed', () => {
    expect(rangeOf(130 - 48 * 101, 48, 900, 200)).toEqual(rangeOf(130 - 48 * 100 - 40, 48, 900, 200));
  });
});
