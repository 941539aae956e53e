import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Interval, SeriesName } from '@/api/candles';
import { marketRowQuery } from '@/api/market-row';
import type { SeriesRow } from '@/api/market-series';
import { coverageQuery, marketSeriesQuery } from '@/api/market-series';
import { searchQuery } from '@/api/search';
import { useSession } from '@/api/session';
import { venuesQuery } from '@/api/venues';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { Banner } from '@/ui/banner';
import { Icon } from '@/ui/icon';
import { Pane } from '@/ui/pane';
import { ChartActions } from './chart-actions';
import { ChartHead } from './head';
import { columnOf } from './indicators';
import { firstInterval, isInterval } from './intervals';
import type { Market } from './market';
import { pairOf, venueWords } from './market';
import { NoCandles, NoInterval } from './no-candles';
import type { ShownView } from './plot-controller';
import { createPlotStore } from './plot-handle';
import { PlotLoading } from './plot-states';
import { usePlotName } from './plot-name';
import { SidePane } from './side-pane';
import { texts } from './texts';
import { Toolbar } from './toolbar';
import { useChartSearch } from './use-chart-search';
import { useJobs } from './use-jobs';
import { useWholeGap } from './use-whole-gap';

const Plot = lazy(() => import('./plot').then((module) => ({ default: module.Plot })));
const TableDialog = lazy(() => import('./table-dialog').then((module) => ({ default: module.TableDialog })));

/** What is known of a market besides its candles. */
function useMarketFacts(market: Market) {
  const row = useQuery(marketRowQuery(market.name)).data;
  const list = useQuery(marketSeriesQuery(market.symbol, market.provider));
  const venue = useQuery(venuesQuery).data?.find((one) => one.venue === market.provider);
  const { data: found } = useQuery(searchQuery(market.symbol, 50));
  const listing = found?.results.find((result) => result.market === market.name);
  const series: readonly SeriesRow[] | null =
    list.data?.series.filter((one) => one.market === market.name) ?? (list.error ? [] : null);
  return { row, series, available: venue?.intervals ?? null, listing };
}

function Conditions({ market, pair, simulated, state }: ConditionProps) {
  const words = { pair, venue: venueWords(market.provider) };
  return (
    <>
      {simulated && <Banner kind="simulated">{t(texts.simulatedBanner)}</Banner>}
      {(state === 'delisted' || state === 'renamed') && (
        <div className="note" role="status">
          <Icon name="info" />
          <span>{t(state === 'delisted' ? texts.delistedNote : texts.renamedNote, words)}</span>
        </div>
      )}
    </>
  );
}

interface ConditionProps {
  market: Market;
  pair: string;
  simulated: boolean;
  state: 'listed' | 'delisted' | 'renamed' | null;
}

/** The page of one market. */
export function MarketChart({ market }: { market: Market }) {
  const view = useChartSearch();
  const { row, series, available, listing } = useMarketFacts(market);
  const stored = useMemo(
    () =>
      series
        ?.filter((one) => one.candles > 0)
        .map((one) => one.interval)
        .filter(isInterval) ?? [],
    [series],
  );
  const interval = view.interval ?? (series === null ? null : firstInterval(stored));
  const simulated = row?.simulated ?? market.provider === 'simulated';
  const pair = pairOf(market, row ?? series?.[0] ?? listing);
  return (
    <>
      <Conditions market={market} pair={pair} simulated={simulated} state={listing?.state ?? null} />
      {interval === null ? (
        <div className="panes chart-page">
          <ChartHead market={market} row={row} actions={null} />
          <Pane label={t(texts.plot)}>
            <div className="plot">
              <PlotLoading />
            </div>
          </Pane>
          <Pane as="aside" label={t(texts.coverage)} className="chart-side">
            <span />
          </Pane>
        </div>
      ) : (
        <SeriesChart
          key={interval}
          market={market}
          pair={pair}
          interval={interval}
          stored={stored}
          series={series?.find((one) => one.interval === interval) ?? null}
          row={row}
          available={available}
          simulated={simulated}
        />
      )}
    </>
  );
}

interface SeriesChartProps {
  market: Market;
  pair: string;
  interval: Interval;
  stored: readonly Interval[];
  series: SeriesRow | null;
  row: ReturnType<typeof useMarketFacts>['row'];
  available: readonly string[] | null;
  simulated: boolean;
}

function SeriesChart(props: SeriesChartProps) {
  const { market, pair, interval, stored, series, row, available, simulated } = props;
  const view = useChartSearch();
  const mayWrite = useSession()?.may_write ?? false;
  const [plot] = useState(createPlotStore);
  const [shown, setShown] = useState<ShownView | null>(null);
  const [tabled, setTabled] = useState(false);
  const name = useMemo<SeriesName>(
    () => ({ symbol: market.symbol, provider: market.provider, interval }),
    [market, interval],
  );
  const jobs = useJobs(
    name,
    useCallback(() => plot.get()?.reload(), [plot]),
  );
  const { data: coverage } = useQuery(coverageQuery(series?.series_id ?? null, null));
  const wholeGap = useWholeGap(coverage?.gaps);
  const plotName = usePlotName({
    pair,
    market,
    interval,
    shown,
    coverage: coverage ?? null,
    row: row ?? null,
  });

  const { setRange } = view;
  const onShown = useCallback(
    (next: ShownView) => {
      setShown(next);
      const from = next.usual ? undefined : toInstant(next.from * 1000);
      setRange({ from, to: next.usual || next.atEnd ? undefined : toInstant(next.to * 1000) });
    },
    [setRange],
  );

  const lacks = available !== null && !available.includes(interval) && !stored.includes(interval);
  const base = row?.base ?? pair.split('/')[0] ?? '';
  const empty = <NoCandles series={name} pair={pair} jobs={jobs} mayWrite={mayWrite} />;
  return (
    <div className="panes chart-page">
      <ChartHead
        market={market}
        row={row}
        actions={
          <ChartActions
            market={market.name}
            series={name}
            indicators={view.indicators.map(columnOf)}
            plot={plot}
          />
        }
      />
      <Pane label={t(texts.plot)} className="chart-main">
        <Toolbar
          choice={{ interval, stored, available, provider: market.provider, onInterval: view.setInterval }}
          indicators={view.indicators}
          onIndicators={view.setIndicators}
          isLog={view.isLog}
          onLog={view.setLog}
          onTable={() => setTabled(true)}
        />
        {lacks ? (
          <NoInterval
            provider={market.provider}
            interval={interval}
            available={available}
            onInterval={view.setInterval}
          />
        ) : (
          <Suspense
            fallback={
              <div className="plot">
                <PlotLoading />
              </div>
            }
          >
            <Plot
              series={name}
              market={market.name}
              pair={pair}
              base={base}
              name={plotName}
              simulated={simulated}
              followed={series?.follow ?? false}
              firstOpen={series?.first_open ?? null}
              indicators={view.indicators}
              isLog={view.isLog}
              range={view.search}
              plot={plot}
              jobs={jobs}
              mayWrite={mayWrite}
              wholeGap={wholeGap}
              onShown={onShown}
              empty={empty}
            />
          </Suspense>
        )}
      </Pane>
      <SidePane
        market={market}
        series={series}
        name={name}
        quote={row?.quote ?? pair.split('/')[1] ?? null}
        base={base}
        shown={shown}
        plot={plot}
        jobs={jobs}
        mayWrite={mayWrite}
      />
      {tabled && (
        <Suspense>
          <TableDialog
            pair={pair}
            interval={interval}
            indicators={view.indicators}
            plot={plot}
            onClose={() => setTabled(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
