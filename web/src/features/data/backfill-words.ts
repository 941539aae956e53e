import { isUnfinished } from '@/api/backfills';
import type { Backfill } from '@/api/backfills';

/** How a job stands, for people. */
export type JobState = 'running' | 'queued' | 'waiting' | 'stopping' | 'failed' | 'cancelled' | 'done';

export function jobState(job: Backfill): JobState {
  if (isUnfinished(job)) {
    if (job.cancel_requested) return 'stopping';
    if (job.waiting) return 'waiting';
  }
  return job.state;
}

type Part = Backfill['series'][number];

const key = (job: Backfill, part: Part): string => `${job.provider} ${part.symbol} ${part.interval}`;
const isOpen = (part: Part): boolean => part.state !== 'done';

/** Whether a newer job over the same range has taken over all that this one has not done. */
export function isTakenOver(job: Backfill, jobs: readonly Backfill[]): boolean {
  const open = job.series.filter(isOpen).map((part) => key(job, part));
  return jobs.some(
    (other) =>
      other.id > job.id &&
      Date.parse(other.from) <= Date.parse(job.from) &&
      Date.parse(other.to) >= Date.parse(job.to) &&
      open.every((name) => other.series.some((part) => key(other, part) === name)),
  );
}

/** The jobs to show: those that run or wait first, then the newest. */
export const inOrder = (jobs: readonly Backfill[]): Backfill[] => [
  ...jobs.filter(isUnfinished),
  ...jobs.filter((job) => !isUnfinished(job)),
];

/** A stretch of a series that may be being fetched. */
export interface Wanted {
  readonly provider: string;
  /** Joined: `BTCUSDT`. */
  readonly symbol: string;
  readonly interval: string;
  readonly from: string;
  readonly to: string;
}

/** Whether a job that is not finished fetches a stretch. */
export const isBeingFetched = (wanted: Wanted, jobs: readonly Backfill[]): boolean =>
  jobs.some(
    (job) =>
      isUnfinished(job) &&
      !job.cancel_requested &&
      job.provider === wanted.provider &&
      Date.parse(job.from) <= Date.parse(wanted.from) &&
      Date.parse(job.to) >= Date.parse(wanted.to) &&
      job.series.some(
        (part) => part.symbol === wanted.symbol && part.interval === wanted.interval && isOpen(part),
      ),
  );

/** What the series of a job are, in short. */
export interface JobTitle {
  /** `BTCUSDT`, when the job is of one market. */
  readonly symbol: string | null;
  readonly intervals: readonly string[];
  readonly markets: number;
  readonly series: number;
}

export function jobTitle(job: Backfill): JobTitle {
  const symbols = [...new Set(job.series.map((part) => part.symbol))];
  return {
    symbol: symbols.length === 1 ? (symbols[0] ?? null) : null,
    intervals: [...new Set(job.series.map((part) => part.interval))],
    markets: symbols.length,
    series: job.series.length,
  };
}
