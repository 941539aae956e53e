import { createStore, useStore } from './store';

/** A market that was opened, with what names it. */
export interface RecentMarket {
  readonly market: string;
  /** As printed: `BTC/USDT`. */
  readonly symbol: string;
  readonly name: string | null;
  readonly provider: string | null;
  readonly simulated: boolean;
}

const STORAGE_KEY = 'candlewick.recent_markets';
const MOST = 5;

const isText = (value: unknown): value is string => typeof value === 'string';

/** The markets of text from the browser's storage; what is not one is left out. */
export function parseRecent(text: string | null): readonly RecentMarket[] {
  let found: unknown;
  try {
    found = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  const markets: RecentMarket[] = [];
  for (const one of found as (Partial<Record<keyof RecentMarket, unknown>> | null)[]) {
    if (typeof one !== 'object' || one === null || !isText(one.market) || !isText(one.symbol)) continue;
    markets.push({
      market: one.market,
      symbol: one.symbol,
      name: isText(one.name) ? one.name : null,
      provider: isText(one.provider) ? one.provider : null,
      simulated: one.simulated === true,
    });
  }
  return markets.slice(0, MOST);
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // storage can be forbidden
  }
}

const recent = createStore<readonly RecentMarket[]>(parseRecent(readStorage()));

/** Puts a market first in the list of those that were opened. */
export function rememberMarket({ market, symbol, name, provider, simulated }: RecentMarket): void {
  const first = { market, symbol, name, provider, simulated };
  recent.set((all) => [first, ...all.filter((one) => one.market !== market)].slice(0, MOST));
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(recent.get()));
  } catch {
    // storage can be forbidden or full; the list then lasts as long as the page
  }
}

export const useRecentMarkets = (): readonly RecentMarket[] => useStore(recent);
