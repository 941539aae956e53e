import { describe, expect, it } from 'vitest';
import { axisText, markDecimals } from './chart-options';

describe('marks of the price axis', () => {
  it('have as many decimals as tell them apart', () => {
    expect(markDecimals([88_000, 89_000], 2, 8)).toBe(2);
    expect(markDecimals([0.000_012, 0.000_0125], 2, 8)).toBe(7);
    expect(markDecimals([3.305, 3.31], 2, 5)).toBe(3);
  });

  it('never have more than prices have', () => {
    expect(markDecimals([1 / 3, 2 / 3], 2, 4)).toBe(4);
  });

  it('are written as the locale writes numbers', () => {
    expect(axisText(89_450.12, 2, 'de-DE')).toBe('89.450,12');
  });
});
