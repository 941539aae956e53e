import type { Interval } from '@/api/candles';
import type { MarketRow } from '@/api/market-row';
import type { SeriesDetail } from '@/api/market-series';
import { timeOfPage } from '@/lib/clock';
import { figureText, formatCount, formatDecimal } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { intervalName, isTimed } from './intervals';
import type { Market } from './market';
import { venueWords } from './market';
import type { ShownRange } from './plot-handle';
import { texts } from './texts';

interface Facts {
  market: Market;
  pair: string;
  interval: Interval;
  shown: ShownRange | null;
  coverage: SeriesDetail | null;
  row: MarketRow | null;
}

/** The chart in words, with its facts. */
export function usePlotName({ market, pair, interval, shown, coverage, row }: Facts): string {
  const locale = useLocale();
  const own = useZone();
  if (shown === null) return t(texts.title, { pair });
  const zone = isTimed(interval) ? own : 'UTC';
  const time = (seconds: number) => formatTime(seconds * 1000, zone, timeOfPage());
  const count = (value: number | null) => (value === null ? '—' : formatCount(value, locale));
  const last = row?.last == null ? '—' : figureText(formatDecimal(row.last, locale, { dim: false }));
  const { missing = null, failed = 0, confirmed_empty: empty = 0 } = coverage ?? {};
  const gapless = missing === 0 && failed === 0 && empty === 0;
  return t(texts.plotName, {
    pair,
    venue: venueWords(market.provider),
    interval: intervalName(interval),
    from: time(shown.from),
    to: `${time(shown.to)} ${zoneName(zone, shown.to * 1000)}`,
    last: row?.quote === undefined ? last : `${last} ${row.quote}`,
    gaps: gapless
      ? t(texts.plotNoGaps)
      : t(texts.plotGaps, { missing: count(missing), failed: count(failed), empty: count(empty) }),
  });
}
