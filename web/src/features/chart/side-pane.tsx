import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SeriesName } from '@/api/candles';
import { coverageQuery } from '@/api/market-series';
import type { SeriesRow } from '@/api/market-series';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { ErrorPane, LoadingLines, Pane, Section } from '@/ui/pane';
import { Segmented } from '@/ui/segmented';
import { CoverageFacts } from './coverage-facts';
import { FollowSwitch } from './follow-switch';
import { GapList } from './gap-list';
import { nextOpen } from './intervals';
import { JobList } from './job-list';
import type { Market } from './market';
import type { ShownView } from './plot-controller';
import type { PlotStore } from './plot-handle';
import { PriceStatistics } from './price-statistics';
import { texts } from './texts';
import type { Jobs } from './use-jobs';

interface SideProps {
  market: Market;
  /** The stored series; null when there is none. */
  series: SeriesRow | null;
  name: SeriesName;
  base: string;
  quote: string | null;
  shown: ShownView | null;
  plot: PlotStore;
  jobs: Jobs;
  mayWrite: boolean;
}

type Scope = 'whole' | 'shown';

function Coverage({ series, name, shown, plot, jobs, mayWrite }: SideProps & { series: SeriesRow }) {
  const locale = useLocale();
  const [scope, setScope] = useState<Scope>('whole');
  const stretch =
    scope === 'shown' && shown !== null
      ? { from: toInstant(shown.from * 1000), to: toInstant(nextOpen(name.interval, shown.to) * 1000) }
      : null;
  const { data, error, refetch, isFetching } = useQuery(coverageQuery(series.series_id, stretch));
  return (
    <Section>
      <div className="section-head">
        <h2>{t(texts.coverage)}</h2>
        <span className="spring" />
        <Segmented<Scope>
          label={t(texts.stretchOf)}
          className="small"
          value={scope}
          onChange={setScope}
          options={[
            { value: 'whole', label: t(texts.whole) },
            { value: 'shown', label: t(texts.shown) },
          ]}
        />
      </div>
      {data === undefined && error && (
        <ErrorPane
          title={t(texts.coverage)}
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined && !error && <LoadingLines />}
      {data?.series_id === series.series_id && (
        <>
          <CoverageFacts detail={data} interval={name.interval} shown={scope === 'whole' ? shown : null} />
          {jobs.running.length > 0 && <JobList jobs={jobs.running} locale={locale} />}
          <GapList detail={data} interval={name.interval} plot={plot} jobs={jobs} mayWrite={mayWrite} />
        </>
      )}
    </Section>
  );
}

/** What is kept of the series, what its prices were, and whether it is kept current. */
export function SidePane(props: SideProps) {
  const { market, series, base, quote, shown, name, mayWrite } = props;
  return (
    <Pane as="aside" label={t(texts.coverage)} className="chart-side">
      {series !== null && <Coverage {...props} series={series} />}
      <FollowSwitch series={series} market={market} mayWrite={mayWrite} interval={name.interval} />
      {series !== null && (
        <PriceStatistics
          key={market.name}
          base={base}
          quote={quote}
          provider={market.provider}
          interval={name.interval}
          shown={shown}
        />
      )}
    </Pane>
  );
}
