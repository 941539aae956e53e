import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { stretchEstimateQuery } from '@/api/backfill-job';
import type { BackfillEstimate, NewBackfill } from '@/api/backfill-job';
import type { Interval, SeriesName } from '@/api/candles';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { DAY, formatDuration, toInstant } from '@/lib/time';
import { Button, buttonClass } from '@/ui/button';
import { Empty } from '@/ui/pane';
import { COMMON_INTERVALS, firstStretch, intervalName, isInterval } from './intervals';
import { JobList } from './job-list';
import { POSTED, venueWords } from './market';
import { texts } from './texts';
import type { Jobs } from './use-jobs';

/** A stretch in words: two years. */
function stretchName(days: number): string {
  if (days >= 365) return t(texts.years, { count: Math.round(days / 365.25) });
  if (days >= 60) return t(texts.months, { count: Math.round(days / 30) });
  return t(texts.days, { count: days });
}

function estimateWords(
  estimate: BackfillEstimate,
  stretch: string,
  series: SeriesName,
  locale: string,
): string {
  const venue = venueWords(series.provider);
  if (estimate.to_fetch === 0) return t(texts.emptyNothing, { stretch });
  const words = {
    stretch,
    venue,
    interval: series.interval,
    candles: formatCount(estimate.to_fetch, locale),
  };
  if (estimate.seconds === null) return t(texts.emptyEstimateUnknown, words);
  return t(texts.emptyEstimate, { ...words, duration: formatDuration(Math.max(1, estimate.seconds) * 1000) });
}

interface NoCandlesProps {
  series: SeriesName;
  pair: string;
  jobs: Jobs;
  mayWrite: boolean;
}

/** Nothing is kept of the series: what a first backfill would fetch, and its button. */
export function NoCandles({ series, pair, jobs, mayWrite }: NoCandlesProps) {
  const locale = useLocale();
  const { symbol, provider, interval } = series;
  const posted = provider === POSTED;
  const { days } = firstStretch(interval);
  const [busy, setBusy] = useState(false);
  const [now] = useState(() => Math.floor(Date.now() / DAY) * DAY);
  const stretch = useMemo(
    () => ({ from: toInstant(now - days * DAY), to: toInstant(now + DAY) }),
    [now, days],
  );
  const body = useMemo<NewBackfill | null>(
    () => (posted || !mayWrite ? null : { symbol, provider, interval, from: stretch.from }),
    [posted, mayWrite, symbol, provider, interval, stretch],
  );
  const { data: estimate, error } = useQuery(stretchEstimateQuery(body));
  const title = t(texts.emptyTitle, { pair, interval });
  if (jobs.running.length > 0)
    return (
      <Empty icon="chart" title={title} actions={<JobList jobs={jobs.running} locale={locale} />}>
        {t(texts.emptyFrom, { venue: venueWords(provider) })}
      </Empty>
    );
  if (posted)
    return (
      <Empty icon="chart" title={title}>
        {t(texts.emptyPosted)}
      </Empty>
    );
  const name = stretchName(days);
  const start = async () => {
    setBusy(true);
    await jobs.start({ from: stretch.from, to: toInstant(Date.now()) });
    setBusy(false);
  };
  return (
    <Empty
      icon="chart"
      title={title}
      actions={
        mayWrite ? (
          <>
            <Button
              kind="primary"
              busy={busy}
              reason={error ? error.message : null}
              onClick={() => void start()}
            >
              {t(texts.fetchStretch, { stretch: name })}
            </Button>
            <Link to="/data" search={{ market: `${symbol}@${provider}` }} className={buttonClass()}>
              {t(texts.chooseRange)}
            </Link>
          </>
        ) : (
          <Link to="/sign-in" search={{ next: '/chart' }} className={buttonClass({ kind: 'primary' })}>
            {t(texts.signIn)}
          </Link>
        )
      }
    >
      {t(texts.emptyFrom, { venue: venueWords(provider) })} {!mayWrite && t(texts.emptySignIn)}
      {estimate && estimateWords(estimate, name, series, locale)}
      {estimate?.notes.map((note) => ` ${note}`)}
      {error?.message}
    </Empty>
  );
}

interface NoIntervalProps {
  provider: string;
  interval: Interval;
  available: readonly string[];
  onInterval: (interval: Interval) => void;
}

/** The venue does not have the interval; others are one press away. */
export function NoInterval({ provider, interval, available, onInterval }: NoIntervalProps) {
  const words = { venue: venueWords(provider), interval: intervalName(interval) };
  const others = available.filter(isInterval).filter((one) => COMMON_INTERVALS.includes(one));
  return (
    <div className="plot">
      <div className="plot-cover">
        <Empty
          icon="chart"
          title={t(texts.noIntervalTitle, words)}
          actions={others.map((one) => (
            <Button key={one} onClick={() => onInterval(one)}>
              {intervalName(one)}
            </Button>
          ))}
        >
          {t(texts.noIntervalText)}
        </Empty>
      </div>
    </div>
  );
}
