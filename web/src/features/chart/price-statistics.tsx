import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Interval } from '@/api/candles';
import { statisticsQuery } from '@/api/candle-statistics';
import type { Statistics, StatisticsRequest } from '@/api/candle-statistics';
import { ApiError } from '@/api/error';
import { plain } from '@/lib/decimal';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { venueName } from '@/lib/venue-names';
import { Change, Figure } from '@/ui/figure';
import { LoadingLines, Section } from '@/ui/pane';
import { Segmented } from '@/ui/segmented';
import { nextOpen } from './intervals';
import type { ShownRange } from './plot-handle';
import { texts } from './texts';

const DAYS = 90;
const DAY_SECONDS = 86_400;

type Scope = 'range' | 'days';

/** A double of the server as text, with so many digits as tell it apart on the screen. */
const written = (value: number | null): string | null =>
  value === null ? null : plain(String(Number(value.toPrecision(9))));

function Pair({ first, second, unit }: { first: number | null; second: number | null; unit: string }) {
  const reason = t(texts.tooFew);
  return (
    <>
      <Figure value={written(first)} reason={reason} dim={false} />
      {' / '}
      <Figure value={written(second)} reason={reason} dim={false} unit={unit} />
    </>
  );
}

function Facts({ statistics, provider }: { statistics: Statistics; provider: string }) {
  const locale = useLocale();
  const { quote } = statistics;
  const percent = statistics.percent_change;
  return (
    <>
      <dl className="facts">
        <dt>{t(texts.change)}</dt>
        <dd>
          <Change percent={percent === null ? null : plain(String(percent))} reason={t(texts.tooFew)} />
        </dd>
        <dt>{t(texts.firstLast)}</dt>
        <dd>
          <Pair first={statistics.first_price} second={statistics.last_price} unit={quote} />
        </dd>
        <dt>{t(texts.lowHigh)}</dt>
        <dd>
          <Pair first={statistics.min_price} second={statistics.max_price} unit={quote} />
        </dd>
        <dt>{t(texts.meanMedian)}</dt>
        <dd>
          <Pair first={statistics.mean_price} second={statistics.median_price} unit={quote} />
        </dd>
        <dt>{t(texts.deviation)}</dt>
        <dd>
          <Figure value={written(statistics.std_dev)} reason={t(texts.tooFew)} dim={false} unit={quote} />
        </dd>
      </dl>
      <p className="text-12 text-text-3">
        {t(texts.sourceLine, {
          count: statistics.count,
          venue: venueName(statistics.provider),
        }).replace(String(statistics.count), formatCount(statistics.count, locale))}
      </p>
      {statistics.provider !== provider && (
        <p className="text-12 text-warn">{t(texts.otherSource, { venue: venueName(statistics.provider) })}</p>
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
  const { data, error } = useQuery(statisticsQuery(scope === 'days' ? days : rangeRequest(props)));
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
      {quote === null ? (
        <p className="text-text-2">{t(texts.quoteUnknown)}</p>
      ) : error ? (
        <p className="text-text-2">
          {none ? t(texts.noStatistics) : t(texts.statisticsFailed, { reason: error.message })}
        </p>
      ) : data === undefined ? (
        <LoadingLines />
      ) : (
        <Facts statistics={data} provider={provider} />
      )}
    </Section>
  );
}
