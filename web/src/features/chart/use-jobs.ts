import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { backfillJobQuery, isUnfinished, newestBackfillsQuery, startBackfill } from '@/api/backfill-job';
import type { BackfillJob } from '@/api/backfill-job';
import type { SeriesName } from '@/api/candles';
import { ApiError } from '@/api/error';
import { t } from '@/lib/text';
import { showToast } from '@/ui/toast';
import { texts } from './texts';

/** A stretch to fetch; instants, `to` exclusive. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

export interface Jobs {
  /** Jobs of this series that run or wait. */
  readonly running: readonly BackfillJob[];
  readonly start: (stretch: Stretch) => Promise<void>;
  /** Whether a running job fetches a time. */
  readonly covers: (seconds: number) => boolean;
}

const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? (error.fields[0]?.message ?? error.message) : String(error);

const isOf = ({ symbol, provider, interval }: SeriesName, job: BackfillJob): boolean =>
  job.provider === provider &&
  job.series.some((part) => part.symbol.replace('/', '') === symbol && part.interval === interval);

function announce(job: BackfillJob): void {
  const reason = job.error ?? job.series.find((part) => part.error !== null)?.error ?? t(texts.noReason);
  if (job.state === 'done') showToast(t(texts.jobDone, { count: job.inserted }));
  else if (job.state === 'failed') showToast(t(texts.jobFailed, { reason }), { wrong: true });
  else showToast(t(texts.jobCancelled));
}

/** The backfills of a series: those that this page starts, and those that already run. */
export function useJobs(series: SeriesName | null, onFinished: () => void): Jobs {
  const queries = useQueryClient();
  const [started, setStarted] = useState<readonly number[]>([]);
  const { data: newest } = useQuery({ ...newestBackfillsQuery, enabled: series !== null });
  const found = newest?.filter((job) => series !== null && isUnfinished(job) && isOf(series, job)) ?? [];
  const ids = [...new Set([...started, ...found.map((job) => job.id)])];
  const results = useQueries({ queries: ids.map((id) => backfillJobQuery(id)) });
  const known = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const running = known.filter((job) => isUnfinished(job) && (series === null || isOf(series, job)));
  const finished = known.filter((job) => !isUnfinished(job));

  const announced = useRef(new Set<number>());
  const done = useRef(onFinished);
  useEffect(() => {
    done.current = onFinished;
  });
  const finishedIds = finished.map((job) => job.id).join(',');
  useEffect(() => {
    const fresh = finished.filter((job) => !announced.current.has(job.id));
    if (fresh.length === 0) return;
    for (const job of fresh) {
      announced.current.add(job.id);
      announce(job);
    }
    void queries.invalidateQueries({ queryKey: ['series'] });
    void queries.invalidateQueries({ queryKey: ['statistics'] });
    void queries.invalidateQueries({ queryKey: ['backfills'] });
    void queries.invalidateQueries({ queryKey: ['markets'] });
    done.current();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each job that ends
  }, [finishedIds, queries]);

  const start = useCallback(
    async ({ from, to }: Stretch) => {
      if (series === null) return;
      try {
        const job = await startBackfill({ ...series, from, to });
        queries.setQueryData(backfillJobQuery(job.id).queryKey, job);
        setStarted((all) => [...all, job.id]);
      } catch (error) {
        showToast(t(texts.jobNotStarted, { reason: reasonOf(error) }), { wrong: true });
      }
    },
    [queries, series],
  );

  const stretches = running.map((job) => `${job.from} ${job.to}`).join(',');
  const covers = useMemo(() => {
    const parts = stretches.split(',').filter(Boolean);
    const ranges = parts.map((part) => part.split(' ').map((time) => Date.parse(time) / 1000));
    return (seconds: number) => ranges.some(([from = 0, to = 0]) => seconds >= from && seconds < to);
  }, [stretches]);
  return { running, start, covers };
}
