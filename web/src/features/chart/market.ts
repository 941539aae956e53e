import type { MarketRow } from '@/api/market-row';
import { t } from '@/lib/text';
import { parseMarket } from '@/lib/units';
import { venueName } from '@/lib/venue-names';
import { texts } from './texts';

/** The market that the page shows, as far as its name tells. */
export interface Market {
  /** `BTCUSDT@binance` */
  readonly name: string;
  /** `BTCUSDT` */
  readonly symbol: string;
  readonly provider: string;
}

export function marketOf(name: string): Market | null {
  const parts = parseMarket(name);
  return parts === null ? null : { name, ...parts };
}

/** The pair as it is printed: BTC/USDT, or the joined symbol while its parts are not known. */
export const pairOf = (market: Market, row: Pick<MarketRow, 'symbol'> | null | undefined): string =>
  row?.symbol ?? market.symbol;

export const POSTED = 'posted';
export const SIMULATED = 'simulated';

/** A venue inside a sentence. */
export const venueWords = (provider: string): string => {
  if (provider === SIMULATED) return t(texts.simulatedVenue);
  return provider === POSTED ? t(texts.posted) : venueName(provider);
};
