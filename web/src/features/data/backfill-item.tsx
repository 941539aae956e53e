import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCancelBackfill, useRetryBackfill } from '@/api/backfills';
import type { Backfill } from '@/api/backfills';
import { idempotencyKey } from '@/api/client';
import { seriesListQuery } from '@/api/series';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { Tag } from '@/ui/tag';
import type { TagKind } from '@/ui/tag';
import { showToast } from '@/ui/toast';
import { useMayWrite } from './access';
import { BackfillText } from './backfill-text';
import { jobState, jobTitle } from './backfill-words';
import type { JobState } from './backfill-words';
import { Pair } from './series-name';
import { texts } from './texts';

const TAGS: Readonly<Record<JobState, TagKind>> = {
  running: 'running',
  queued: 'plain',
  waiting: 'waiting',
  stopping: 'plain',
  failed: 'failed',
  cancelled: 'plain',
  done: 'done',
};

const BARS = {
  running: 'running',
  queued: 'running',
  waiting: 'waiting',
  stopping: 'done',
  failed: 'failed',
  cancelled: 'done',
  done: 'done',
} as const;

/** `SOL/USDT` for `SOLUSDT`, where a series of it is stored; a job names only the latter. */
function usePrinted(job: Backfill): string | null {
  const { data } = useQuery({ ...seriesListQuery, refetchInterval: false });
  const { symbol } = jobTitle(job);
  if (symbol === null) return null;
  const market = `${symbol}@${job.provider}`;
  return data?.series.find((row) => row.market === market)?.symbol ?? symbol;
}

function CancelButton({ job, name }: { job: Backfill; name: string }) {
  const cancel = useCancelBackfill();
  const [key] = useState(idempotencyKey);
  const run = () =>
    cancel.mutate(
      { id: job.id, key },
      {
        onError: (error) => showToast(t(texts.cancelRefused, { reason: error.message }), { wrong: true }),
      },
    );
  return (
    <Button small aria-label={t(texts.cancelOf, { name })} onClick={run}>
      {t(texts.cancel)}
    </Button>
  );
}

function RetryButton({ job, name }: { job: Backfill; name: string }) {
  const retry = useRetryBackfill();
  const [key] = useState(idempotencyKey);
  const run = () =>
    retry.mutate(
      { id: job.id, key },
      {
        onSuccess: () => showToast(t(texts.retried)),
        onError: (error) => showToast(t(texts.retryRefused, { reason: error.message }), { wrong: true }),
      },
    );
  return (
    <Button small busy={retry.isPending} aria-label={t(texts.retryOf, { name })} onClick={run}>
      {t(job.state === 'failed' ? texts.retry : texts.goOn)}
    </Button>
  );
}

/** A backfill: how far it is, what it waits for, where and why it stopped. */
export function BackfillItem({ job, takenOver }: { job: Backfill; takenOver: boolean }) {
  const state = jobState(job);
  const title = jobTitle(job);
  const printed = usePrinted(job);
  const mayWrite = useMayWrite();
  const intervals = title.intervals.join(', ');
  const many = t(texts.manyMarkets, { markets: title.markets, series: title.series });
  const name = printed === null ? many : `${printed} ${intervals}`;
  const share = job.total === 0 ? (state === 'done' ? 1 : null) : job.done / job.total;
  const mayCancel = mayWrite && (state === 'running' || state === 'queued' || state === 'waiting');
  const mayRetry = mayWrite && !takenOver && (state === 'failed' || state === 'cancelled');
  return (
    <li className="job">
      <div className="line">
        <span className="truncate">
          {printed === null ? (
            <b className="font-semibold">{many}</b>
          ) : (
            <>
              <Pair symbol={printed} /> <b className="font-semibold">{intervals}</b>
            </>
          )}{' '}
          <span className={job.provider === 'simulated' ? 'text-sim' : 'text-text-3'}>
            {venueName(job.provider)}
          </span>
        </span>
        <span className="spring" />
        <Tag kind={TAGS[state]}>{t(texts[state])}</Tag>
      </div>
      <Progress label={t(texts.jobProgress, { name })} share={share} state={BARS[state]} />
      <div className="line text-12 text-text-2">
        <BackfillText job={job} state={state} takenOver={takenOver} />
        {mayCancel && <CancelButton job={job} name={name} />}
        {mayRetry && <RetryButton job={job} name={name} />}
      </div>
    </li>
  );
}
