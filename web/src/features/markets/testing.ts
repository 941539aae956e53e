import type { MarketRow } from '@/api/markets';
import type { SearchResult } from '@/api/search';

/** A market for tests: `A` is A/USDT at the venue `v`. */
export function marketRow(base: string, facts: Partial<MarketRow> = {}): MarketRow {
  const market = `${base}@v`;
  return {
    market,
    provider: 'v',
    symbol: `${base}/USDT`,
    base,
    quote: 'USDT',
    instrument: null,
    name: null,
    simulated: false,
    followed: true,
    topic: `last:${market}`,
    last: '1',
    last_at: '2026-03-12T14:32:00Z',
    last_source: 'feed',
    last_missing_reason: null,
    expected_seconds: 10,
    open_24h: null,
    high_24h: null,
    low_24h: null,
    volume_24h: null,
    quote_volume_24h: null,
    change_24h: null,
    change_percent_24h: null,
    sparkline: [],
    candles: { state: 'none', missing: 0, failed: 0, series: 0, candles: 0 },
    ...facts,
  };
}

/** A result of the search for tests. */
export function searchResult(facts: Partial<SearchResult>): SearchResult {
  return {
    kind: 'market',
    market: null,
    provider: 'v',
    symbol: '',
    base: null,
    quote: null,
    instrument: null,
    name: null,
    rank: null,
    matched: '',
    matched_as: 'alias',
    stored: true,
    simulated: false,
    state: 'listed',
    ...facts,
  };
}
