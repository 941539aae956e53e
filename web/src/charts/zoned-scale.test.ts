import { describe, expect, it } from 'vitest';
import { zoneOffset } from './zone-offset';
import { markWeight } from './zoned-scale';

const at = (text: string): number => Date.parse(text) / 1000;

describe('the offset of a zone', () => {
  it('is that of the season', () => {
    const berlin = zoneOffset('Europe/Berlin');
    expect(berlin(at('2026-01-15T12:00:00Z'))).toBe(3600);
    expect(berlin(at('2026-07-15T12:00:00Z'))).toBe(7200);
  });

  it('changes with the clock, within the day', () => {
    const berlin = zoneOffset('Europe/Berlin');
    expect(berlin(at('2026-03-29T00:59:59Z'))).toBe(3600);
    expect(berlin(at('2026-03-29T01:00:00Z'))).toBe(7200);
  });

  it('may be of half an hour', () => {
    const howe = zoneOffset('Australia/Lord_Howe');
    expect(howe(at('2026-01-15T00:00:00Z'))).toBe(11 * 3600);
    expect(howe(at('2026-07-15T00:00:00Z'))).toBe(10.5 * 3600);
  });
});

describe('the weight of a mark', () => {
  const local = (text: string) => at(`${text}Z`);

  it('is greatest for a year, then a month, then a day', () => {
    expect(markWeight(local('2026-01-01T00:00:00'), local('2025-12-31T23:00:00'))).toBe(70);
    expect(markWeight(local('2026-02-01T00:00:00'), local('2026-01-31T23:00:00'))).toBe(60);
    expect(markWeight(local('2026-02-02T00:00:00'), local('2026-02-01T23:00:00'))).toBe(50);
  });

  it('falls with the part of the day', () => {
    const hour = (now: string, before: string) => markWeight(local(now), local(before));
    expect(hour('2026-02-02T12:00:00', '2026-02-02T11:00:00')).toBe(33);
    expect(hour('2026-02-02T06:00:00', '2026-02-02T05:00:00')).toBe(32);
    expect(hour('2026-02-02T07:00:00', '2026-02-02T06:00:00')).toBe(30);
    expect(hour('2026-02-02T07:01:00', '2026-02-02T07:00:00')).toBe(20);
  });
});
