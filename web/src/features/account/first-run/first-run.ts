import type { BackfillReport, Interval, NewBackfill } from '@/api/first-run';
import { isActive } from '@/api/first-run';
import { DAY, toInstant } from '@/lib/time';

export const SIMULATED = 'simulated';
const SIMULATED_SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] as const;
const SIMULATED_PAST: readonly (readonly [interval: Interval, days: number])[] = [
  ['1m', 2],
  ['1h', 365],
  ['1d', 3 * 365],
];

/** The beginning of a day so many days ago: the same for the whole day, so that an estimate is not made anew. */
export const daysAgo = (days: number, now: number): string =>
  toInstant(Math.floor((now - days * DAY) / DAY) * DAY).slice(0, 10);

/** The backfills that fill the simulated market. */
export const simulatedOrders = (now: number): NewBackfill[] =>
  SIMULATED_PAST.map(([interval, days]) => ({
    provider: SIMULATED,
    symbols: [...SIMULATED_SYMBOLS],
    interval,
    from: daysAgo(days, now),
    follow: true,
  }));

/** The newest simulated job of each interval of the first run. */
export function simulatedJobs(reports: readonly BackfillReport[]): BackfillReport[] {
  return SIMULATED_PAST.flatMap(([interval]) => {
    const found = reports.find(
      ({ provider, series }) => provider === SIMULATED && series.some((part) => part.interval === interval),
    );
    return found === undefined ? [] : [found];
  });
}

/** How far jobs are together. */
export interface Progress {
  readonly state: 'none' | 'running' | 'waiting' | 'failed' | 'done';
  readonly done: number;
  readonly total: number;
  /** 0 to 1; null before the totals are known. */
  readonly share: number | null;
  readonly secondsLeft: number | null;
  /** Why it waits or failed. */
  readonly reason: string | null;
}

function stateOf(jobs: readonly BackfillReport[], waits: boolean): Progress['state'] {
  if (jobs.length === 0) return 'none';
  if (jobs.some(isActive)) return waits ? 'waiting' : 'running';
  return jobs.every(({ state }) => state === 'done') ? 'done' : 'failed';
}

export function progressOf(jobs: readonly BackfillReport[]): Progress {
  const active = jobs.filter(isActive);
  // Jobs behind another one wait by nature; it is worth a word only when nothing goes on.
  const goesOn = active.some(({ state, waiting }) => state === 'running' && !waiting);
  const waiting = goesOn ? undefined : active.find((job) => job.waiting)?.waiting;
  const state = stateOf(jobs, waiting !== undefined && waiting !== null);
  const done = jobs.reduce((sum, job) => sum + job.done, 0);
  const total = jobs.reduce((sum, job) => sum + job.total, 0);
  const times = active.flatMap(({ eta_seconds }) => (eta_seconds === null ? [] : [eta_seconds]));
  const failed = jobs.find((job) => job.error !== null)?.error ?? null;
  return {
    state,
    done,
    total,
    share: total === 0 ? null : done / total,
    secondsLeft: times.length === active.length && times.length > 0 ? Math.max(...times) : null,
    reason: state === 'waiting' ? (waiting?.for ?? null) : failed,
  };
}
