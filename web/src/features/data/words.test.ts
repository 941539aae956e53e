import { describe, expect, it } from 'vitest';
import type { Backfill } from '@/api/backfills';
import type { Venue } from '@/api/venues';
import { inOrder, isBeingFetched, isTakenOver, jobState, jobTitle } from './backfill-words';
import { lastOpen, nearStyle, rangeText } from './time-words';
import { freshness, usedShare } from './venue-words';
import { sentence } from './words';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-03-12T14:32:07Z');

const part = (symbol: string, interval: string, state: string) => ({ symbol, interval, state });
const job = (id: number, state: string, more: object = {}): Backfill =>
  ({
    id,
    state,
    provider: 'binance',
    from: '2026-01-01T00:00:00Z',
    to: '2026-03-01T00:00:00Z',
    cancel_requested: false,
    waiting: null,
    series: [part('BTCUSDT', '1h', state)],
    ...more,
  }) as unknown as Backfill;

describe('the times of a gap', () => {
  it('are those of its first and last candle, not the end of the last one', () => {
    const last = lastOpen(at('2026-03-11T05:00:00Z'), '1h');
    expect(rangeText(at('2026-03-10T21:00:00Z'), last, 'UTC', NOW)).toBe('10 Mar 21:00 – 11 Mar 04:00');
  });

  it('name the day once, and one candle once', () => {
    const from = at('2026-03-08T17:00:00Z');
    expect(rangeText(from, at('2026-03-08T22:00:00Z'), 'UTC', NOW)).toBe('8 Mar 17:00 – 22:00');
    expect(rangeText(from, lastOpen(at('2026-03-08T18:00:00Z'), '1h'), 'UTC', NOW)).toBe('8 Mar 17:00');
  });

  it('know months of any length', () => {
    expect(lastOpen(at('2026-03-01T00:00:00Z'), '1M')).toBe(at('2026-02-01T00:00:00Z'));
    expect(lastOpen(at('2026-01-01T00:00:00Z'), '1M')).toBe(at('2025-12-01T00:00:00Z'));
  });

  it('are a clock time today and a date before', () => {
    expect(nearStyle(at('2026-03-12T00:10:00Z'), 'UTC', NOW)).toBe('time');
    expect(nearStyle(at('2026-03-11T23:50:00Z'), 'UTC', NOW)).toBe('date');
    expect(nearStyle(at('2026-03-11T23:50:00Z'), 'Europe/Berlin', NOW)).toBe('time');
  });
});

describe('a backfill', () => {
  it('waits only while it is not finished, and stops before it is stopped', () => {
    const waiting = { for: 'Kraken', until: null };
    expect(jobState(job(1, 'queued', { waiting }))).toBe('waiting');
    expect(jobState(job(1, 'running', { waiting, cancel_requested: true }))).toBe('stopping');
    expect(jobState(job(1, 'cancelled', { cancel_requested: true }))).toBe('cancelled');
  });

  it('is taken over by a newer one over the same range and series', () => {
    const failed = job(3, 'failed');
    expect(isTakenOver(failed, [failed])).toBe(false);
    expect(isTakenOver(failed, [failed, job(4, 'running')])).toBe(true);
    expect(isTakenOver(failed, [failed, job(2, 'done')])).toBe(false);
    expect(isTakenOver(failed, [failed, job(4, 'done', { from: '2026-02-01T00:00:00Z' })])).toBe(false);
    expect(isTakenOver(failed, [failed, job(4, 'done', { provider: 'kraken' })])).toBe(false);
  });

  it('fetches a gap that lies in it', () => {
    const gap = {
      provider: 'binance',
      symbol: 'BTCUSDT',
      interval: '1h',
      from: '2026-02-01T00:00:00Z',
      to: '2026-02-01T08:00:00Z',
    };
    expect(isBeingFetched(gap, [job(1, 'running')])).toBe(true);
    expect(isBeingFetched(gap, [job(1, 'done')])).toBe(false);
    expect(isBeingFetched(gap, [job(1, 'running', { cancel_requested: true })])).toBe(false);
    expect(isBeingFetched({ ...gap, interval: '1m' }, [job(1, 'running')])).toBe(false);
    expect(isBeingFetched({ ...gap, to: '2026-03-02T00:00:00Z' }, [job(1, 'running')])).toBe(false);
  });

  it('is named after its market, or by how many it has', () => {
    const series = [part('BTCUSDT', '1h', 'done'), part('BTCUSDT', '1d', 'done')];
    expect(jobTitle(job(1, 'done', { series }))).toMatchObject({
      symbol: 'BTCUSDT',
      intervals: ['1h', '1d'],
    });
    const more = [...series, part('ETHUSDT', '1h', 'done')];
    expect(jobTitle(job(1, 'done', { series: more }))).toMatchObject({ symbol: null, markets: 2, series: 3 });
  });

  it('stands before those that are finished', () => {
    const jobs = [job(4, 'done'), job(3, 'running'), job(2, 'failed'), job(1, 'queued')];
    expect(inOrder(jobs).map(({ id }) => id)).toEqual([3, 1, 4, 2]);
  });
});

describe('a venue', () => {
  const venue = (more: object): Venue =>
    ({ state: 'ok', feed: null, poll: null, used: 0, limit: null, ...more }) as unknown as Venue;
  const feed = (more: object) => ({
    state: 'live',
    topics: 2,
    last_message: null,
    latency_millis: 38,
    ...more,
  });

  it('is live with its delay, and names a last message that is long ago', () => {
    const last = (text: string) => freshness(venue({ feed: feed({ last_message: text }) }), NOW);
    expect(last('2026-03-12T14:32:06Z')).toMatchObject({
      kind: 'live',
      latencyMillis: 38,
      quietMillis: null,
    });
    expect(last('2026-03-12T14:31:07Z')).toMatchObject({ kind: 'live', quietMillis: 60_000 });
  });

  it('is silent since its last message when its feed is down', () => {
    const down = feed({ state: 'down', last_message: '2026-03-12T14:28:07Z' });
    expect(freshness(venue({ feed: down }), NOW)).toEqual({ kind: 'silent', sinceMillis: 240_000 });
  });

  it('is polled, not in use or without an answer', () => {
    const poll = { last: '2026-03-12T14:31:55Z' };
    expect(freshness(venue({ poll }), NOW)).toEqual({ kind: 'polled', ageMillis: 12_000 });
    expect(freshness(venue({ feed: feed({ topics: 0 }) }), NOW)).toEqual({ kind: 'idle' });
    expect(freshness(venue({ state: 'down', poll }), NOW)).toEqual({ kind: 'unanswered' });
  });

  it('has no share of a budget without a limit', () => {
    expect(usedShare({ used: 5, limit: null })).toBeNull();
    expect(usedShare({ used: 15, limit: 10 })).toBe(1);
  });
});

describe('words of the server', () => {
  it('become a sentence', () => {
    expect(sentence('must be before the end')).toBe('Must be before the end.');
    expect(sentence('Is it so?')).toBe('Is it so?');
  });
});
