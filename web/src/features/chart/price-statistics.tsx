import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Interval } from '@/api/candles';
import { statisticsQuery } from '@/api/candle-statistics';
import type { Statistics, StatisticsRequest } from '@/api/candle-statistics';
import { ApiError } from '@/api/error';
import { decimalsOf, plain, round } from '@/lib/decimal';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { Change, Figure } from '@/ui/figure';
import { LoadingLines, Section } from '@/ui/pane';
import { Segmented } from '@/ui/segmented';
import { nextOpen } from './intervals';
import type { ShownRange } from './plot-handle';
import { SIMULATED, venueWords } from './market';
import { texts } from './texts';

const DAYS = 90;
const DAY_SECONDS = 86_400;

type Scope = 'range' | 'days';

/** A double of the server as text. */
const textOf = (value: number | null): string | null => (value === null ? null : plain(String(value)));

const MOST_DECIMALS = 12;

/** The most decimals of the prices themselves; means and deviations are written with as many. */
const decimalsIn = ({ first_price, last_price, min_price, max_price }: Statistics): number =>
  Math.min(
    MOST_DECIMALS,
    Math.max(...[first_price, last_price, min_price, max_price].map((one) => decimalsOf(textOf(one) ?? '0'))),
  );

interface PriceProps {
  value: number | null;
  decimals: number;
  unit?: string;
}

/** A computed price, rounded as prices are; the tip has the figure of the server. */
function Price({ value, decimals, unit }: PriceProps) {
  const text = textOf(value);
  const rounded = text === null ? null : round(text, decimals);
  return (
    <Figure
      value={rounded}
      reason={t(texts.tooFew)}
      dim={false}
      unit={unit}
      tip={text !== null && decimalsOf(text) > decimals ? text : undefined}
    />
  );
}

interface FactsProps {
  statistics: Statistics;
  provider: string;
  quote: string;
}

function Facts({ statistics, provider, quote }: FactsProps) {
  const locale = useLocale();
  const decimals = decimalsIn(statistics);
  const pairs = [
    [texts.firstLast, statistics.first_price, statistics.last_price],
    [texts.lowHigh, statistics.min_price, statistics.max_price],
    [texts.meanMedian, statistics.mean_price, statistics.median_price],
  ] as const;
  const venue = venueWords(statistics.provider);
  return (
    <>
      <dl className="facts">
        <dt>{t(texts.change)}</dt>
        <dd>
          <Change percent={textOf(statistics.percent_change)} reason={t(texts.tooFew)} />
        </dd>
        {pairs.map(([name, first, second]) => (
          <div key={name.id} className="contents">
            <dt>{t(name)}</dt>
            <dd>
              <Price value={first} decimals={decimals} />
              {' / '}
              <Price value={second} decimals={decimals} unit={quote} />
            </dd>
          </div>
        ))}
        <dt>{t(texts.deviation)}</dt>
        <dd>
          <Price value={statistics.std_dev} decimals={decimals} unit={quote} />
        </dd>
      </dl>
      <p className="text-12 text-text-3">
        {t(texts.sourceLine, {
          count: statistics.count,
          shown: formatCount(statistics.count, locale),
          venue,
        })}
      </p>
      {statistics.provider !== provider && (
        <p className="text-12 text-warn">{t(texts.otherSource, { venue })}</p>
      )}
      {statistics.stale && statistics.stale_reason && (
        <p className="text-12 text-warn">{statistics.stale_reason}</p>
      )}
    </>
  );
}

interface Props {
  base: string;
  quote: string | null;
  provider: string;
  interval: Interval;
  shown: ShownRange | null;
}

/** The closes of what is shown. A close is of the end of its candle. */
function rangeRequest({ base, quote, interval, shown }: Props): StatisticsRequest | null {
  if (quote === null || shown === null) return null;
  const start = nextOpen(interval, shown.from);
  const end = nextOpen(interval, shown.to);
  const days = Math.max(1, Math.ceil((end - start) / DAY_SECONDS));
  return { symbol: base, currency: quote, days, start: toInstant(start * 1000), end: toInstant(end * 1000) };
}

/** What the server computes from stored prices: of what is shown, or of the last 90 days. */
export function PriceStatistics(props: Props) {
  const { base, quote, provider } = props;
  const [scope, setScope] = useState<Scope>('days');
  const days = useMemo<StatisticsRequest | null>(
    () => (quote === null ? null : { symbol: base, currency: quote, days: DAYS }),
    [base, quote],
  );
  const request = scope === 'days' ? days : rangeRequest(props);
  // Stored prices of the simulated market take no part in the server's choice of a source.
  const { data, error } = useQuery(statisticsQuery(provider === SIMULATED ? null : request));
  const none = error instanceof ApiError && (error.status === 404 || error.code === 'NO_DATA');
  return (
    <Section>
      <div className="section-head">
        <h2>{t(texts.statistics)}</h2>
        <span className="spring" />
        <Segmented<Scope>
          label={t(texts.statistics)}
          className="small"
          value={scope}
          onChange={setScope}
          options={[
            { value: 'range', label: t(texts.ofRange) },
            { value: 'days', label: t(texts.of90Days) },
          ]}
        />
      </div>
      {provider === SIMULATED ? (
        <p className="text-text-2">{t(texts.noSimulatedStatistics)}</p>
      ) : quote === null ? (
        <p className="text-text-2">{t(texts.quoteUnknown)}</p>
      ) : error ? (
        <p className="text-text-2">
          {none ? t(texts.noStatistics) : t(texts.statisticsFailed, { reason: error.message })}
        </p>
      ) : data === undefined ? (
        <LoadingLines />
      ) : (
        <Facts statistics={data} provider={provider} quote={quote} />
      )}
    </Section>
  );
}
