/** View state of the page in its address. */
export interface DataSearch {
  /** The selected series: `BTCUSDT@binance` and `1h`; without an interval the first one of the market. */
  market?: string;
  interval?: string;
  /** The stretch that the selected series is zoomed to: instants. */
  from?: string;
  to?: string;
  /** What the list is filtered by. */
  q?: string;
  show?: 'missing';
  /** A dialog over the page. */
  open?: 'backfill';
}

const isInstant = (text: unknown): text is string =>
  typeof text === 'string' && !Number.isNaN(Date.parse(text));

export function parseDataSearch(search: Record<string, unknown>): DataSearch {
  const { market, interval, from, to, q, show, open } = search;
  return {
    ...(typeof market === 'string' ? { market } : {}),
    ...(typeof interval === 'string' ? { interval } : {}),
    ...(isInstant(from) ? { from } : {}),
    ...(isInstant(to) ? { to } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(show === 'missing' ? { show } : {}),
    ...(open === 'backfill' ? { open } : {}),
  };
}
