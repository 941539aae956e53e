import { Link } from '@tanstack/react-router';
import type { Interval } from '@/api/candles';
import type { Gap, SeriesDetail } from '@/api/market-series';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, parseInstant } from '@/lib/time';
import { Button } from '@/ui/button';
import { coverageName } from '@/ui/coverage-bar';
import { isTimed } from './intervals';
import type { PlotStore } from './plot-handle';
import { texts } from './texts';
import type { Jobs } from './use-jobs';

const MOST = 12;

interface ListProps {
  detail: SeriesDetail;
  interval: Interval;
  plot: PlotStore;
  jobs: Jobs;
  mayWrite: boolean;
}

/** A range in words; the day of its end only when it is another one. */
function useRangeWords(interval: Interval): (gap: Gap) => string {
  const own = useZone();
  const timed = isTimed(interval);
  const zone = timed ? own : 'UTC';
  return ({ from, to }) => {
    const style = timed ? 'auto' : 'date';
    const [start, end] = [parseInstant(from), parseInstant(to)];
    const day = (millis: number) => formatTime(millis, zone, timeOfPage(), 'date');
    const last = timed && day(start) === day(end) ? 'time' : style;
    return t(texts.gapLine, {
      from: formatTime(start, zone, timeOfPage(), style),
      to: formatTime(end, zone, timeOfPage(), last),
    });
  };
}

function GapLine({ gap, interval, plot, jobs, mayWrite }: Omit<ListProps, 'detail'> & { gap: Gap }) {
  const locale = useLocale();
  const words = useRangeWords(interval)(gap);
  const start = parseInstant(gap.from) / 1000;
  const end = parseInstant(gap.to) / 1000;
  const possible = gap.state === 'missing' || gap.state === 'failed';
  const runs = jobs.covers(start);
  return (
    <li className="gap-line">
      <button
        type="button"
        data-tip={gap.reason ?? t(texts.showGap)}
        onClick={() => plot.get()?.show({ from: start, to: end - 1 })}
      >
        <span className="num">{words}</span>
        <small className={gap.state}>
          {formatCount(gap.candles, locale)} {coverageName(gap.state)}
        </small>
      </button>
      {possible && (
        <Button
          small
          busy={runs}
          reason={mayWrite ? null : t(texts.mayNotWrite)}
          aria-label={t(texts.fetchGap, {
            count: gap.candles,
            from: formatTime(start * 1000, 'UTC', timeOfPage()),
            to: formatTime(end * 1000, 'UTC', timeOfPage()),
          })}
          onClick={() => void jobs.start({ from: gap.from, to: gap.to })}
        >
          {t(gap.state === 'failed' ? texts.fetchAgain : texts.fetch)}
        </Button>
      )}
    </li>
  );
}

/** The stretches without candles, newest first, each with a way to see and to fetch it. */
export function GapList({ detail, interval, plot, jobs, mayWrite }: ListProps) {
  const locale = useLocale();
  if (detail.gaps.length === 0) return <p className="text-text-2">{t(texts.noGaps)}</p>;
  const rank = (gap: Gap) => (gap.state === 'missing' || gap.state === 'failed' ? 0 : 1);
  const gaps = [...detail.gaps].sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
  return (
    <>
      <ul className="gap-list" aria-label={t(texts.gaps)}>
        {gaps.map((gap) => (
          <GapLine
            key={`${gap.from} ${gap.state}`}
            gap={gap}
            interval={interval}
            plot={plot}
            jobs={jobs}
            mayWrite={mayWrite}
          />
        ))}
      </ul>
      {detail.gaps_total > gaps.length && (
        <p>
          <Link to="/data" search={{ market: detail.market }}>
            {t(texts.allGaps, { count: formatCount(detail.gaps_total, locale) })}
          </Link>
        </p>
      )}
    </>
  );
}
