import { useTopic } from '@/api/live';
import type { MarketRow } from '@/api/market-row';
import type { LastData, TickData } from '@/api/stream-messages';
import { signOf } from '@/lib/decimal';
import { t } from '@/lib/text';
import { classNames } from '@/ui/class-names';
import { Change, Figure, LiveFigure, Volume } from '@/ui/figure';
import { Skeleton } from '@/ui/table';
import { Age, useStale } from '@/ui/time';
import type { Market } from './market';
import { pairOf } from './market';
import { Switcher } from './switcher';
import { texts } from './texts';

/** The row with what the stream says since it was read. */
function useLiveRow(row: MarketRow | null | undefined): MarketRow | null | undefined {
  const topic = row?.topic ?? null;
  const last: LastData | undefined = useTopic(
    topic?.startsWith('last:') ? (topic as `last:${string}`) : null,
  );
  const tick: TickData | undefined = useTopic(
    topic?.startsWith('ticks:') ? (topic as `ticks:${string}`) : null,
  );
  if (!row) return row;
  if (tick && isNewer(tick.timestamp, row)) return { ...row, last: tick.price, last_at: tick.timestamp };
  if (!last || !isNewer(last.timestamp, row)) return row;
  return {
    ...row,
    last: last.price,
    last_at: last.timestamp,
    high_24h: last.high_24h ?? row.high_24h,
    low_24h: last.low_24h ?? row.low_24h,
    volume_24h: last.volume_24h ?? row.volume_24h,
    change_24h: last.change_24h ?? row.change_24h,
    change_percent_24h: last.change_percent_24h ?? row.change_percent_24h,
  };
}

const isNewer = (at: string, row: MarketRow): boolean =>
  row.last_at === null || Date.parse(at) >= Date.parse(row.last_at);

function Price({ row }: { row: MarketRow }) {
  const stale = useStale(row.last_at, row.expected_seconds);
  const sign = row.change_24h === null ? 0 : signOf(row.change_24h);
  const tone = stale ? 'flat' : sign > 0 ? 'up' : sign < 0 ? 'down' : 'flat';
  return (
    <div className={classNames('chart-price', stale && 'stale')}>
      <LiveFigure
        className="big"
        value={row.last}
        unit={row.quote ?? undefined}
        reason={row.last_missing_reason ?? t(texts.noPrice)}
        stale={stale}
      />
      <span className="chart-change">
        <Change percent={row.change_percent_24h} reason={t(texts.noFigures)} />
        {row.change_24h !== null && (
          <span className={`change max-desk:hidden ${tone}`} data-tip={t(texts.change24)}>
            <Figure value={row.change_24h} unit={row.quote ?? undefined} signed dim={false} />
          </span>
        )}
        {stale && <Age at={row.last_at} expectedSeconds={row.expected_seconds} />}
      </span>
    </div>
  );
}

function DayFigures({ row }: { row: MarketRow }) {
  const reason = t(texts.noFigures);
  return (
    <dl className="chart-day">
      <div>
        <dt>{t(texts.high)}</dt>
        <dd>
          <Figure value={row.high_24h} reason={reason} />
        </dd>
      </div>
      <div>
        <dt>{t(texts.low)}</dt>
        <dd>
          <Figure value={row.low_24h} reason={reason} />
        </dd>
      </div>
      <div>
        <dt>{t(texts.volume)}</dt>
        <dd>
          <Volume value={row.volume_24h} unit={row.base} reason={reason} />
        </dd>
      </div>
    </dl>
  );
}

interface HeadProps {
  market: Market;
  row: MarketRow | null | undefined;
  actions: React.ReactNode;
}

/** Which instrument, its price and its last 24 hours. */
export function ChartHead({ market, row, actions }: HeadProps) {
  const live = useLiveRow(row);
  return (
    <header className="pane chart-head">
      <h1 className="sr-only">{t(texts.title, { pair: pairOf(market, row) })}</h1>
      <Switcher kind="head" market={market} row={row} />
      {live && <Price row={live} />}
      {live === undefined && <Skeleton width={220} height={28} />}
      <span className="spring" />
      {live && <DayFigures row={live} />}
      <span className="chart-actions">{actions}</span>
    </header>
  );
}
