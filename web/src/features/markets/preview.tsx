import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import type { MarketRow } from '@/api/markets';
import { rememberMarket } from '@/lib/recent-markets';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { buttonClass } from '@/ui/button';
import { Change, Figure, LiveFigure, NotKnown } from '@/ui/figure';
import { Icon } from '@/ui/icon';
import { Pane, Section } from '@/ui/pane';
import { Skeleton } from '@/ui/table';
import { SimulatedTag } from '@/ui/tag';
import { FactFigure, useStaleRow } from './cells';
import { Elsewhere } from './elsewhere';
import { useFigure } from './figures';
import { pairOf } from './market-line';
import { texts } from './texts';
import { WeekChart } from './week-chart';

function Headline({ row }: { row: MarketRow }) {
  const last = useFigure(row, 'last');
  const percent = useFigure(row, 'percent');
  const stale = useStaleRow(row);
  return (
    <>
      <div className="preview-head">
        <h2>
          {row.base}
          {row.quote !== null && <span>/{row.quote}</span>}
        </h2>
        <span className="preview-name">{row.name}</span>
        <span className="spring" />
        {row.simulated ? <SimulatedTag /> : <span>{venueName(row.provider)}</span>}
      </div>
      <div className={stale ? 'stale' : undefined}>
        <div className="big mt-2">
          {last === null ? (
            <NotKnown reason={row.last_missing_reason ?? t(texts.noPrice)} />
          ) : (
            // Another market's price is another figure: it does not flash.
            <LiveFigure key={row.market} value={last} unit={row.quote ?? undefined} className="big-live" />
          )}
        </div>
        <div className="mt-0.5 mb-2.5">
          <Change percent={percent} reason={t(texts.noChange)} />
          {percent !== null && <span className="text-text-3"> {t(texts.inOneDay)}</span>}
        </div>
      </div>
    </>
  );
}

function Facts({ row }: { row: MarketRow }) {
  return (
    <dl className="facts">
      <dt>{t(texts.high)}</dt>
      <dd>
        <FactFigure row={row} name="high" unit={row.quote} reason={t(texts.noRange)} />
      </dd>
      <dt>{t(texts.low)}</dt>
      <dd>
        <FactFigure row={row} name="low" unit={row.quote} reason={t(texts.noRange)} />
      </dd>
      <dt>{t(texts.volume)}</dt>
      <dd>
        <FactFigure row={row} name="volume" unit={row.base} reason={t(texts.noVolume)} />
      </dd>
      {row.quote_volume_24h !== null && (
        <>
          <dt>
            <span className="sr-only">{t(texts.volume)}</span>
          </dt>
          <dd>
            <Figure value={row.quote_volume_24h} unit={row.quote ?? undefined} dim={false} />
          </dd>
        </>
      )}
      <dt>{t(texts.followState)}</dt>
      <dd>{t(row.followed ? texts.followYes : texts.followNo)}</dd>
    </dl>
  );
}

interface PreviewProps {
  row: MarketRow | undefined;
  rows: ReadonlyMap<string, MarketRow>;
  loading: boolean;
}

/** The selected market beside the table; at desktop width only. */
export function Preview({ row, rows, loading }: PreviewProps) {
  const shown = useDeferredValue(row);
  if (shown === undefined)
    return (
      <Pane as="aside" label={t(texts.previewNone)} className="preview">
        {loading ? (
          <div className="section grid gap-3.5" aria-busy="true">
            <Skeleton width={120} height={16} />
            <Skeleton width={190} height={26} />
            <Skeleton width="100%" height={112} />
            <Skeleton width="100%" height={130} />
          </div>
        ) : (
          <div className="void">
            <p>{t(texts.chooseOne)}</p>
          </div>
        )}
      </Pane>
    );
  return (
    <Pane as="aside" label={t(texts.preview, { pair: pairOf(shown) })} className="preview">
      <div className="preview-inner">
        <Section>
          <Headline row={shown} />
          <WeekChart row={shown} />
          <Link
            to="/chart"
            search={{ market: shown.market }}
            className={buttonClass({ kind: 'primary', className: 'mt-3 w-full' })}
            onClick={() => rememberMarket(shown)}
          >
            <Icon name="chart" />
            {t(texts.openChart)}
          </Link>
        </Section>
        <Section>
          <Facts row={shown} />
        </Section>
        {shown.instrument !== null && <Elsewhere row={shown} instrument={shown.instrument} rows={rows} />}
      </div>
    </Pane>
  );
}
