import type { SearchAnswer } from '@/api/shapes';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { SIMULATED } from './first-run';
import { welcomeTexts as texts } from './welcome-texts';

/** A market that was chosen. */
export interface ChosenMarket {
  /** `BTCUSDT@binance` */
  readonly market: string;
  readonly symbol: string;
  readonly provider: string;
  /** `BTC/USDT` */
  readonly printed: string;
}

export const FIRST_MARKET: ChosenMarket = {
  market: 'BTCUSDT@binance',
  symbol: 'BTCUSDT',
  provider: 'binance',
  printed: 'BTC/USDT',
};

const WITHOUT_CANDLES = new Set(['coingecko', SIMULATED]);
const MOST = 8;

/** The results whose real candles a venue gives. */
export const marketChoices = (answer: SearchAnswer | undefined): SearchResult[] =>
  (answer?.results ?? [])
    .filter(
      ({ kind, market, provider, state }) =>
        kind === 'market' &&
        market !== null &&
        provider !== null &&
        !WITHOUT_CANDLES.has(provider) &&
        state !== 'delisted',
    )
    .slice(0, MOST);

/** Why nothing can be chosen, in words; null while something can, or nothing is known yet. */
export function searchNote(query: string, answer: SearchAnswer | undefined, failed: boolean): string | null {
  if (query.trim() === '') return null;
  if (failed) return t(texts.searchFailed);
  if (answer?.query !== query || marketChoices(answer).length > 0) return null;
  if (answer.results.length > 0) return t(texts.noVenue, { query });
  const nothing = t(texts.nothingFound, { query });
  const names = answer.nearest.slice(0, 3).join(', ');
  return names === '' ? nothing : `${nothing} ${t(texts.nearest, { names })}`;
}
