import { describe, expect, it } from 'vitest';
import { needsWindow, windowAround } from './bar-window';

describe('the bars that a chart holds', () => {
  it('are those on the screen and some beside them', () => {
    const held = windowAround({ from: 50_000, to: 50_120 }, 100_000);
    expect(held.from).toBeLessThanOrEqual(50_000 - 120);
    expect(held.to).toBeGreaterThanOrEqual(50_120 + 120);
    expect(held.to - held.from).toBeLessThan(2_000);
  });

  it('end where the candles end', () => {
    expect(windowAround({ from: -40, to: 60 }, 90)).toEqual({ from: 0, to: 90 });
  });

  it('need not change while what is on the screen is in their middle', () => {
    const visible = { from: 50_000, to: 50_120 };
    const held = windowAround(visible, 100_000);
    expect(needsWindow(visible, held, 100_000)).toBe(false);
    expect(needsWindow({ from: 50_100, to: 50_220 }, held, 100_000)).toBe(false);
  });

  it('change before the screen leaves them, in both directions', () => {
    const held = windowAround({ from: 50_000, to: 50_120 }, 100_000);
    expect(needsWindow({ from: held.from + 50, to: held.from + 170 }, held, 100_000)).toBe(true);
    expect(needsWindow({ from: held.to - 170, to: held.to - 50 }, held, 100_000)).toBe(true);
  });

  it('do not change at an end of all candles', () => {
    expect(needsWindow({ from: -10, to: 90 }, { from: 0, to: 1_000 }, 1_000)).toBe(false);
  });
});
