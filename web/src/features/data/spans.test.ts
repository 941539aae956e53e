import { describe, expect, it } from 'vitest';
import type { CoverageSpan, CoverageState } from '@/api/series';
import { cropSpans, fitSpans } from './spans';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

function strip(...parts: readonly (readonly [CoverageState, number])[]): CoverageSpan[] {
  let hour = 0;
  return parts.map(([state, candles]) => {
    const span = { from: at(hour), to: at(hour + candles), state, candles };
    hour += candles;
    return span;
  });
}

describe('fitting a bar into its width', () => {
  it('leaves stretches that have room as they are', () => {
    const spans = strip(['covered', 10], ['missing', 1], ['covered', 5]);
    expect(fitSpans(spans, 300)).toBe(spans);
  });

  it('never takes more room than there is', () => {
    const states: CoverageState[] = ['covered', 'missing', 'failed', 'confirmed_empty'];
    const spans = strip(...Array.from({ length: 200 }, (_, n) => [states[n % 4] ?? 'covered', 1] as const));
    const fitted = fitSpans(spans, 320);
    const room = fitted.reduce((sum, span) => sum + (span.state === 'failed' ? 13 : 6), 0);
    expect(room).toBeLessThanOrEqual(320);
    expect(fitted[0]?.from).toBe(at(0));
    expect(fitted.at(-1)?.to).toBe(at(200));
  });

  it('shows the worst state of a part: one failed candle among many stays seen', () => {
    const flicker = Array.from(
      { length: 100 },
      (_, n) => [n % 2 ? 'confirmed_empty' : 'covered', 1] as const,
    );
    const fitted = fitSpans(strip(...flicker, ['failed', 1], ...flicker), 120);
    expect(fitted.filter((span) => span.state === 'failed')).toHaveLength(1);
    expect(fitted.some((span) => span.state === 'confirmed_empty')).toBe(true);
  });

  it('has nothing to draw for nothing', () => {
    expect(fitSpans([], 100)).toEqual([]);
  });
});

describe('cutting a bar to a stretch', () => {
  it('keeps what lies in it and cuts what reaches beyond', () => {
    const spans = strip(['covered', 10], ['missing', 4], ['covered', 10]);
    const cut = cropSpans(spans, START + 12 * HOUR, START + 20 * HOUR);
    expect(cut.map(({ from, to, state }) => [from, to, state])).toEqual([
      [at(12), at(14), 'missing'],
      [at(14), at(20), 'covered'],
    ]);
  });
});
