import type { BackfillJob } from '@/api/backfill-job';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration, formatTime, parseInstant } from '@/lib/time';
import { Progress } from '@/ui/progress';
import { texts } from './texts';

function stateWords(job: BackfillJob): string {
  if (job.waiting) return t(texts.jobWaiting, { reason: job.waiting.for });
  if (job.state === 'queued') return t(texts.jobQueued);
  return job.eta_seconds === null ? '' : t(texts.jobLeft, { time: formatDuration(job.eta_seconds * 1000) });
}

function JobLine({ job, locale }: { job: BackfillJob; locale: string }) {
  const zone = useZone();
  const time = (at: string) => formatTime(parseInstant(at), zone, timeOfPage());
  const range = t(texts.jobRange, { from: time(job.from), to: time(job.to) });
  const share = job.total === 0 ? null : job.done / job.total;
  const waits = job.state === 'queued' || Boolean(job.waiting);
  return (
    <li className="job-line">
      <span className="num">{range}</span>
      <Progress label={range} share={share} state={waits ? 'waiting' : 'running'} />
      <span className="text-12 text-text-2">
        {t(texts.jobProgress, {
          done: formatCount(job.done, locale),
          total: formatCount(job.total, locale),
        })}
        {' · '}
        {stateWords(job)}
      </span>
    </li>
  );
}

/** Backfills that run or wait, each with how far it is. */
export function JobList({ jobs, locale }: { jobs: readonly BackfillJob[]; locale: string }) {
  return (
    <ul className="job-list" aria-label={t(texts.jobs)}>
      {jobs.map((job) => (
        <JobLine key={job.id} job={job} locale={locale} />
      ))}
    </ul>
  );
}
