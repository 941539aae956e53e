import './chart.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { firstMarketsQuery } from '@/api/market-row';
import { useRecentMarkets } from '@/lib/recent-markets';
import { t } from '@/lib/text';
import { Empty, ErrorPane, LoadingLines, Pane } from '@/ui/pane';
import { marketOf } from './market';
import { MarketChart } from './market-chart';
import type { ChartSearch } from './search';
import { Switcher } from './switcher';
import { texts } from './texts';

const route = getRouteApi('/chart');

/** The view that the page had last, for a return without an address. */
let lastView: ChartSearch | null = null;

/** Without a market in the address: the last view, else the first market that has candles. */
function FirstMarket() {
  const navigate = route.useNavigate();
  const { data, error, refetch, isFetching } = useQuery({ ...firstMarketsQuery, enabled: lastView === null });
  const recent = useRecentMarkets()[0]?.market;
  const first = data?.markets.find((row) => row.candles.candles > 0)?.market ?? data?.markets[0]?.market;
  const market = recent ?? first;
  useEffect(() => {
    if (lastView !== null) void navigate({ search: lastView, replace: true });
    else if (market !== undefined) void navigate({ search: { market }, replace: true });
  }, [market, navigate]);
  return (
    <div className="panes">
      <Pane label={t(texts.plot)}>
        <h1 className="sr-only">{t(texts.untitled)}</h1>
        {error ? (
          <ErrorPane
            title={t(texts.noMarketTitle)}
            error={error}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        ) : data === undefined || market !== undefined ? (
          <LoadingLines />
        ) : (
          <Empty icon="chart" title={t(texts.noMarketTitle)} actions={<Switcher kind="button" />}>
            {t(texts.noMarketText)}
          </Empty>
        )}
      </Pane>
    </div>
  );
}

function WrongMarket({ name }: { name: string }) {
  return (
    <div className="panes">
      <Pane label={t(texts.plot)}>
        <h1 className="sr-only">{t(texts.untitled)}</h1>
        <Empty
          icon="warning"
          title={t(texts.wrongMarketTitle, { market: name })}
          actions={<Switcher kind="button" />}
        >
          {t(texts.wrongMarketText)}
        </Empty>
      </Pane>
    </div>
  );
}

export function ChartPage() {
  const search = route.useSearch();
  useEffect(() => {
    if (search.market !== undefined) lastView = search;
  }, [search]);
  if (search.market === undefined) return <FirstMarket />;
  const market = marketOf(search.market);
  if (market === null) return <WrongMarket name={search.market} />;
  return <MarketChart key={market.name} market={market} />;
}
