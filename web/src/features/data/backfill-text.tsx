import type { Backfill, Waiting } from '@/api/backfills';
import { useNow } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration, formatTime, HOUR, parseInstant, zoneName } from '@/lib/time';
import type { JobState } from './backfill-words';
import { texts } from './texts';
import { sentence } from './words';

/** A server's reason as a sentence, without a second full stop. */
const withoutStop = (text: string): string => text.replace(/\.\s*$/, '');

function useOfTotal(job: Backfill): { done: string; total: string } {
  const locale = useLocale();
  return { done: formatCount(job.done, locale), total: formatCount(job.total, locale) };
}

function RunningText({ job }: { job: Backfill }) {
  const locale = useLocale();
  const parts = [
    t(texts.ofTotal, useOfTotal(job)),
    job.rate !== null && t(texts.rate, { rate: formatCount(Math.round(job.rate), locale) }),
    job.eta_seconds !== null && t(texts.ready, { time: formatDuration(job.eta_seconds * 1000) }),
  ];
  return <span className="num wrapping">{parts.filter((part) => part !== false).join(' · ')}</span>;
}

function WaitingText({ waiting }: { waiting: Waiting }) {
  const now = useNow();
  const zone = useZone();
  const until = waiting.until === null ? null : parseInstant(waiting.until);
  const goesOn = () => {
    if (until === null) return null;
    if (until <= now) return t(texts.goesOnNow);
    if (until - now < HOUR) return t(texts.goesOnIn, { time: formatDuration(until - now) });
    return t(texts.goesOnAt, { time: `${formatTime(until, zone, now)} ${zoneName(zone, until)}` });
  };
  return (
    <span className="wrapping">
      {t(texts.waitsFor, { reason: withoutStop(waiting.for) })} {goesOn()}
    </span>
  );
}

/** Where and why a job stopped: the first series of it that did, and how many others. */
function FailedText({ job }: { job: Backfill }) {
  const zone = useZone();
  const failed = job.series.filter((part) => part.state === 'failed');
  const [first] = failed;
  const reason = sentence(first?.error ?? job.error ?? t(texts.noReason));
  if (first === undefined) return <>{t(texts.failedFor, { reason })}</>;
  const at = parseInstant(first.checkpoint);
  const time = `${formatTime(at, zone, 0, 'exact').replace(/:\d\d$/, '')} ${zoneName(zone, at)}`;
  return (
    <>
      {job.series.length === 1
        ? t(texts.stoppedAt, { time, reason })
        : t(texts.stoppedPart, { part: `${first.symbol} ${first.interval}`, time, reason })}
      {failed.length > 1 && ` ${t(texts.morePartsFailed, { count: failed.length - 1 })}`}
    </>
  );
}

function DoneText({ job }: { job: Backfill }) {
  const locale = useLocale();
  const count = (value: number) => formatCount(value, locale);
  const lasted =
    job.started_at === null || job.finished_at === null
      ? null
      : parseInstant(job.finished_at) - parseInstant(job.started_at);
  const some = (value: number | null) => value !== null && value > 0;
  const quiet = [
    t(texts.stored, { text: count(job.inserted) }),
    t(texts.duplicates, { text: count(job.duplicates), count: job.duplicates }),
    some(job.corrected) && t(texts.corrected, { text: count(job.corrected) }),
    some(job.confirmed_empty) && t(texts.confirmedEmpty, { text: count(job.confirmed_empty ?? 0) }),
    some(job.unavailable) && t(texts.unavailable, { text: count(job.unavailable ?? 0) }),
    t(texts.requests, { text: count(job.requests), count: job.requests }),
    lasted !== null && formatDuration(lasted),
  ].filter((part) => part !== false);
  return (
    <span className="wrapping">
      {quiet.join(' · ')}
      {some(job.missing) && (
        <span className="text-warn"> · {t(texts.missingAfter, { text: count(job.missing ?? 0) })}</span>
      )}
      {some(job.failed) && (
        <span className="text-danger"> · {t(texts.failedAfter, { text: count(job.failed ?? 0) })}</span>
      )}
    </span>
  );
}

/** How a job stands, in a sentence. */
export function BackfillText({
  job,
  state,
  takenOver,
}: {
  job: Backfill;
  state: JobState;
  takenOver: boolean;
}) {
  const ofTotal = useOfTotal(job);
  switch (state) {
    case 'running':
      return <RunningText job={job} />;
    case 'waiting':
      return job.waiting ? <WaitingText waiting={job.waiting} /> : null;
    case 'queued':
      return <span className="wrapping">{t(texts.startsNext)}</span>;
    case 'stopping':
      return <span className="wrapping">{t(texts.stoppingText)}</span>;
    case 'cancelled':
      return (
        <span className="wrapping">
          {t(texts.stopped, ofTotal)} {takenOver && t(texts.takenOver)}
        </span>
      );
    case 'failed':
      return (
        <span className="wrapping">
          <FailedText job={job} /> {takenOver && t(texts.takenOver)}
        </span>
      );
    case 'done':
      return <DoneText job={job} />;
  }
}
