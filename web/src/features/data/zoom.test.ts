import { describe, expect, it } from 'vitest';
import { around, fit, instantText, isWhole, pan, scale, shortest, timeAt } from './zoom';

const WHOLE = { from: 0, to: 1000 };

describe('zooming', () => {
  it('keeps the time under the pointer in its place', () => {
    const next = scale({ from: 200, to: 600 }, WHOLE, 10, 0.5, 300);
    expect(next).toEqual({ from: 250, to: 450 });
    expect((300 - next.from) / (next.to - next.from)).toBe((300 - 200) / 400);
  });

  it('ends at the whole and at the shortest stretch', () => {
    expect(scale({ from: 200, to: 600 }, WHOLE, 10, 9, 400)).toEqual(WHOLE);
    const least = scale({ from: 200, to: 220 }, WHOLE, 12, 0.01, 210);
    expect(least.to - least.from).toBe(12);
  });

  it('moves no further than the ends', () => {
    expect(pan({ from: 100, to: 300 }, WHOLE, 0.25)).toEqual({ from: 150, to: 350 });
    expect(pan({ from: 100, to: 300 }, WHOLE, -9)).toEqual({ from: 0, to: 200 });
    expect(pan({ from: 100, to: 300 }, WHOLE, 9)).toEqual({ from: 800, to: 1000 });
  });

  it('shows a gap with as much again on each side', () => {
    expect(around({ from: 400, to: 500 }, WHOLE, 10)).toEqual({ from: 300, to: 600 });
    expect(around({ from: 950, to: 1000 }, WHOLE, 10)).toEqual({ from: 850, to: 1000 });
  });

  it('brings a stretch of another series into this one', () => {
    expect(fit({ from: -5000, to: -4000 }, WHOLE, 10)).toEqual(WHOLE);
    expect(isWhole(fit({ from: -5, to: 5000 }, WHOLE, 10), WHOLE)).toBe(true);
  });

  it('shows twelve candles at least, twelve long months for months', () => {
    expect(shortest('1h')).toBe(12 * 3_600_000);
    expect(shortest('1M')).toBe(12 * 31 * 86_400_000);
  });

  it('writes whole seconds', () => {
    expect(instantText(Date.parse('2026-03-01T10:00:00.789Z'))).toBe('2026-03-01T10:00:00Z');
  });
});

describe('the time at a point of a bar', () => {
  const spans = [
    { from: '2026-03-01T00:00:00Z', to: '2026-03-11T00:00:00Z' },
    { from: '2026-03-11T00:00:00Z', to: '2026-03-11T01:00:00Z' },
    { from: '2026-03-11T01:00:00Z', to: '2026-03-12T01:00:00Z' },
  ];
  // the hour in the middle is drawn far wider than its share
  const edges = [
    { left: 0, right: 100 },
    { left: 101, right: 111 },
    { left: 112, right: 212 },
  ];
  const iso = (x: number) => new Date(timeAt(x, edges, spans) ?? 0).toISOString();

  it('follows the stretches as they are drawn', () => {
    expect(iso(50)).toBe('2026-03-06T00:00:00.000Z');
    expect(iso(106)).toBe('2026-03-11T00:30:00.000Z');
    expect(iso(162)).toBe('2026-03-11T13:00:00.000Z');
  });

  it('is an end beyond the ends', () => {
    expect(iso(-20)).toBe('2026-03-01T00:00:00.000Z');
    expect(iso(900)).toBe('2026-03-12T01:00:00.000Z');
    expect(timeAt(10, [], [])).toBeNull();
  });
});
