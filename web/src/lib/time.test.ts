import { describe, expect, it } from 'vitest';
import { formatAge, formatDuration, formatTime, isStale, isZone, parseInstant, zoneName } from './time';

const at = parseInstant('2026-03-12T14:32:07Z');
const later = parseInstant('2026-11-01T00:00:00Z');
const nextYear = parseInstant('2027-01-01T00:00:00Z');

describe('a time', () => {
  it('has the year only when it is not this one', () => {
    expect(formatTime(at, 'UTC', later)).toBe('12 Mar 14:32');
    expect(formatTime(at, 'UTC', nextYear)).toBe('12 Mar 2026 14:32');
  });

  it('is in the zone, also on the next day', () => {
    expect(formatTime(at, 'Asia/Tokyo', later)).toBe('12 Mar 23:32');
    expect(formatTime(at, 'Pacific/Auckland', later, 'date')).toBe('13 Mar');
    expect(formatTime(parseInstant('2026-12-31T23:30:00Z'), 'Europe/Berlin', nextYear)).toBe('1 Jan 00:30');
  });

  it('has a form for each place', () => {
    expect(formatTime(at, 'UTC', at, 'exact')).toBe('12 Mar 2026 14:32:07');
    expect(formatTime(at, 'UTC', at, 'clock')).toBe('14:32:07');
    expect(formatTime(at, 'UTC', at, 'time')).toBe('14:32');
    expect(formatTime(parseInstant('2026-09-05T00:00:00Z'), 'UTC', at)).toBe('5 Sep 00:00');
  });

  it('is refused when it is none', () => {
    expect(() => parseInstant('soon')).toThrow('soon');
  });
});

describe('a zone', () => {
  it('has a short name that follows summer time', () => {
    expect(zoneName('UTC', at)).toBe('UTC');
    expect(zoneName('Europe/Berlin', at)).toBe('CET');
    expect(zoneName('Europe/Berlin', parseInstant('2026-07-01T00:00:00Z'))).toBe('CEST');
    expect(zoneName('Asia/Kolkata', at)).toBe('GMT+5:30');
  });

  it('is known or not', () => {
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});

describe('an age', () => {
  it('has tenths of a second, seconds or minutes', () => {
    expect([400, 9_949, 9_950, 12_900, 59_999, 60_000, 248_000].map(formatAge)).toEqual([
      '0.4 s',
      '9.9 s',
      '9 s',
      '12 s',
      '59 s',
      '1 min',
      '4 min',
    ]);
  });

  it('is never relative from one hour on, and never negative', () => {
    expect(formatAge(3_600_000)).toBeNull();
    expect(formatAge(-500)).toBe('0.0 s');
  });

  it('is stale from three times the expected gap on', () => {
    expect([isStale(30_000, 10), isStale(30_001, 10), isStale(1e9, null)]).toEqual([false, true, false]);
  });
});

describe('a length of time', () => {
  it('has at most two units', () => {
    expect([41_000, 134_000, 3_600_000, 11_100_000, 90_000_000].map(formatDuration)).toEqual([
      '41 s',
      '2 min 14 s',
      '1 h',
      '3 h 5 min',
      '1 d 1 h',
    ]);
  });
});
