/** View state of the page in its address; a link reproduces the view. */
export interface ChartSearch {
  /** `BTCUSDT@binance` */
  market?: string;
  interval?: string;
  /** `sma20`; each its own. */
  indicator?: string[];
  /** The first open time that is shown. */
  from?: string;
  /** The last one; without it the view ends at the newest candle and follows it. */
  to?: string;
  log?: 'on';
}

const isInstant = (text: unknown): text is string =>
  typeof text === 'string' && !Number.isNaN(Date.parse(text));

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

export function parseChartSearch(search: Record<string, unknown>): ChartSearch {
  const { market, interval, from, to, log } = search;
  const indicator = texts(search['indicator']);
  return {
    ...(typeof market === 'string' && market !== '' ? { market } : {}),
    ...(typeof interval === 'string' ? { interval } : {}),
    ...(indicator.length > 0 ? { indicator } : {}),
    ...(isInstant(from) ? { from } : {}),
    ...(isInstant(to) ? { to } : {}),
    ...(log === 'on' ? { log } : {}),
  };
}
