import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { backfillsQuery, isUnfinished } from '@/api/backfills';
import type { Backfill } from '@/api/backfills';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { LoadingLines, PaneHead } from '@/ui/pane';
import { BackfillItem } from './backfill-item';
import { inOrder, isTakenOver, jobState } from './backfill-words';
import { texts } from './texts';

/** Finished jobs that are shown at once. */
const SHOWN = 6;
const COVERAGE_MILLIS = 10_000;

/** Coverage grows while jobs run: it is read again now and then, and once more when one ends. */
function useFreshCoverage(jobs: readonly Backfill[] | undefined): void {
  const queries = useQueryClient();
  const running =
    jobs
      ?.filter(isUnfinished)
      .map((job) => job.id)
      .join(' ') ?? '';
  const before = useRef(running);
  useEffect(() => {
    const renew = () => void queries.invalidateQueries({ queryKey: ['series'] });
    if (before.current !== '' && before.current !== running) renew();
    before.current = running;
    if (running === '') return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) renew();
    }, COVERAGE_MILLIS);
    return () => clearInterval(timer);
  }, [running, queries]);
}

function Counts({ jobs }: { jobs: readonly Backfill[] }) {
  const states = jobs.map(jobState);
  const count = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
  const running = count('running', 'stopping', 'queued');
  const waiting = count('waiting');
  const failed = jobs.filter((job) => job.state === 'failed' && !isTakenOver(job, jobs)).length;
  const parts = [
    running > 0 && t(texts.runningCount, { count: running }),
    waiting > 0 && t(texts.waitingCount, { count: waiting }),
    failed > 0 && t(texts.failedJobs, { count: failed }),
  ].filter((part) => part !== false);
  return <span className="text-12 text-text-3">{parts.join(' · ')}</span>;
}

/** The jobs that fetch the past. */
export function BackfillsPane() {
  const { data: jobs, error, refetch, isFetching } = useQuery(backfillsQuery);
  const [all, setAll] = useState(false);
  useFreshCoverage(jobs);
  const ordered = inOrder(jobs ?? []);
  const unfinished = ordered.filter(isUnfinished).length;
  const shown = all ? ordered : ordered.slice(0, Math.max(unfinished, SHOWN));
  return (
    <section className="side-part" aria-labelledby="data-backfills">
      <PaneHead>
        <h2 id="data-backfills">{t(texts.backfills)}</h2>
        <Counts jobs={ordered} />
      </PaneHead>
      {jobs === undefined && error === null && <LoadingLines />}
      {jobs === undefined && error !== null && (
        <div className="section" role="alert">
          <p className="mb-3 text-text-2">{t(texts.jobsFailed, { reason: error.message })}</p>
          <Button small onClick={() => void refetch()} busy={isFetching}>
            {t(texts.tryAgain)}
          </Button>
        </div>
      )}
      {jobs?.length === 0 && <p className="section text-text-2">{t(texts.jobsNone)}</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map((job) => (
            <BackfillItem key={job.id} job={job} takenOver={isTakenOver(job, ordered)} />
          ))}
        </ul>
      )}
      {shown.length < ordered.length && (
        <div className="section">
          <Button small kind="ghost" onClick={() => setAll(true)}>
            {t(texts.olderJobs, { count: ordered.length - shown.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
