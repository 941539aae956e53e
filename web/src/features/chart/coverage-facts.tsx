import type { Interval } from '@/api/candles';
import type { SeriesDetail } from '@/api/market-series';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, parseInstant } from '@/lib/time';
import { CoverageBar, CoverageLegend } from '@/ui/coverage-bar';
import { Figure, NotKnown } from '@/ui/figure';
import { Age, Time } from '@/ui/time';
import { isTimed, lengthOf, nextOpen } from './intervals';
import type { ShownRange } from './plot-handle';
import { texts } from './texts';

/** Where the plot is in the whole, below the bar. */
function ShownMark({ detail, shown }: { detail: SeriesDetail; shown: ShownRange }) {
  const from = parseInstant(detail.from);
  const length = parseInstant(detail.to) - from;
  if (length <= 0) return null;
  const share = (seconds: number) => Math.min(1, Math.max(0, (seconds * 1000 - from) / length)) * 100;
  const left = share(shown.from);
  return (
    <span
      className="shown-mark"
      aria-hidden="true"
      style={{ marginLeft: `${left}%`, width: `${Math.max(0, share(shown.to) - left)}%` }}
    />
  );
}

interface FactsProps {
  detail: SeriesDetail;
  interval: Interval;
  /** What the plot shows, to be marked below the bar. */
  shown: ShownRange | null;
}

/** The coverage of a stretch as a bar and in figures. */
export function CoverageFacts({ detail, interval, shown }: FactsProps) {
  const locale = useLocale();
  const own = useZone();
  const zone = isTimed(interval) ? own : 'UTC';
  const date = (at: string) => formatTime(parseInstant(at), zone, timeOfPage(), 'date');
  const count = (value: number) => formatCount(value, locale);
  const words = {
    covered: detail.covered_percent === null ? t(texts.coveredUnknown) : `${detail.covered_percent}%`,
    missing: detail.missing === null ? '—' : count(detail.missing),
    failed: count(detail.failed),
    empty: count(detail.confirmed_empty),
    from: date(detail.from),
    to: date(detail.to),
  };
  const isNow = Math.abs(parseInstant(detail.to) - timeOfPage()) < 2 * lengthOf(interval);
  return (
    <>
      <CoverageBar spans={detail.spans} label={t(texts.coverageBar, words)} tall />
      {shown && <ShownMark detail={detail} shown={shown} />}
      <div className="coverage-ends">
        <span>{words.from}</span>
        <span>{isNow ? t(texts.now) : words.to}</span>
      </div>
      <CoverageLegend
        states={
          detail.failed > 0
            ? ['covered', 'confirmed_empty', 'missing', 'failed']
            : ['covered', 'confirmed_empty', 'missing']
        }
      />
      <dl className="facts">
        <dt>{t(texts.stored)}</dt>
        <dd>
          <span className="num">{count(detail.candles)}</span>
          <span className="unit">{t(texts.candles)}</span>
        </dd>
        <dt>{t(texts.coveredShare)}</dt>
        <dd>
          {detail.covered_percent === null ? (
            <NotKnown reason={t(texts.coveredReason)} />
          ) : (
            <>
              <Figure value={detail.covered_percent} dim={false} />%
            </>
          )}
        </dd>
        <dt>{t(texts.missing)}</dt>
        <dd className={detail.missing ? 'num text-warn' : 'num'}>
          {detail.missing === null ? <NotKnown reason={t(texts.missingReason)} /> : count(detail.missing)}
        </dd>
        {detail.failed > 0 && (
          <>
            <dt>{t(texts.failed)}</dt>
            <dd className="num text-danger">{count(detail.failed)}</dd>
          </>
        )}
        <dt>{t(texts.confirmedEmpty)}</dt>
        <dd className="num">{count(detail.confirmed_empty)}</dd>
        {detail.unavailable > 0 && (
          <>
            <dt>{t(texts.unavailable)}</dt>
            <dd className="num">{count(detail.unavailable)}</dd>
          </>
        )}
        {detail.corrections > 0 && (
          <>
            <dt>{t(texts.corrections)}</dt>
            <dd className="num">{count(detail.corrections)}</dd>
          </>
        )}
        <dt>{t(texts.lastClosed)}</dt>
        <dd>
          <LastClosed detail={detail} interval={interval} />
        </dd>
      </dl>
      {detail.note !== null && <p className="text-12 text-text-2">{detail.note}</p>}
    </>
  );
}

/** When the newest stored candle closed. A followed series is expected to have the one before the running bar. */
function LastClosed({ detail, interval }: { detail: SeriesDetail; interval: Interval }) {
  if (detail.last_open === null) return <NotKnown reason={t(texts.noCandle)} />;
  const closed = nextOpen(interval, parseInstant(detail.last_open) / 1000) * 1000;
  if (!detail.follow) return <Time at={closed} />;
  return <Age at={closed} expectedSeconds={lengthOf(interval) / 1000} />;
}
