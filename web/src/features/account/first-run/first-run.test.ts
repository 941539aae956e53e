import { describe, expect, it } from 'vitest';
import type { BackfillReport } from '@/api/first-run';
import { daysAgo, progressOf, simulatedJobs, simulatedOrders } from './first-run';

const NOW = Date.parse('2026-03-12T14:32:07Z');

function job(id: number, interval: string, given: Partial<BackfillReport> = {}): BackfillReport {
  const counts = { total: 100, done: 40 };
  const part = { interval, symbol: 'BTC/USDT' } as BackfillReport['series'][number];
  return {
    id,
    provider: 'simulated',
    state: 'running',
    eta_seconds: 6,
    error: null,
    series: [part],
    ...counts,
    ...given,
  } as BackfillReport;
}

describe('the orders of the simulated market', () => {
  it('cover minutes of two days, hours of a year and days of three years, and are kept current', () => {
    expect(simulatedOrders(NOW).map(({ interval, from, follow }) => [interval, from, follow])).toEqual([
      ['1m', '2026-03-10', true],
      ['1h', '2025-03-12', true],
      ['1d', '2023-03-13', true],
    ]);
  });

  it('begin with a day, so that they stay the same for a while', () => {
    expect(daysAgo(30, NOW)).toBe(daysAgo(30, NOW + 3_600_000));
  });
});

describe('the jobs of the simulated market', () => {
  it('are the newest of each interval, and no others', () => {
    const reports = [
      job(9, '1h', { provider: 'binance' }),
      job(5, '1m'),
      job(4, '1m'),
      job(3, '1h'),
      job(2, '4h'),
    ];
    expect(simulatedJobs(reports).map(({ id }) => id)).toEqual([5, 3]);
  });
});

describe('the progress of jobs', () => {
  it('is none without a job', () => {
    expect(progressOf([])).toMatchObject({ state: 'none', share: null });
  });

  it('adds what is done, and names the longest time left', () => {
    const jobs = [job(1, '1m', { state: 'done', done: 100 }), job(2, '1h'), job(3, '1d', { eta_seconds: 9 })];
    expect(progressOf(jobs)).toMatchObject({
      state: 'running',
      done: 180,
      total: 300,
      share: 0.6,
      secondsLeft: 9,
    });
  });

  it('names no time left while one of them is not known', () => {
    expect(progressOf([job(1, '1m'), job(2, '1h', { eta_seconds: null })]).secondsLeft).toBeNull();
  });

  it('waits only when nothing goes on', () => {
    const waiting = { for: 'Binance has paused this address', until: null };
    expect(progressOf([job(1, '1h', { waiting })])).toMatchObject({ state: 'waiting', reason: waiting.for });
    const queued = job(2, '1m', { state: 'queued', waiting: { for: 'another backfill', until: null } });
    expect(progressOf([job(1, '1h'), queued]).state).toBe('running');
  });

  it('fails with the reason of the job that failed', () => {
    const jobs = [job(1, '1m', { state: 'done' }), job(2, '1h', { state: 'failed', error: 'No answer.' })];
    expect(progressOf(jobs)).toMatchObject({ state: 'failed', reason: 'No answer.' });
  });
});
