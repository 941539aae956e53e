import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import { ApiError } from './error';
import type { InstrumentPrices, MarketPage, MarketRow } from './shapes';

export type { InstrumentPrices, MarketRow };

export type MarketScope = 'all' | 'followed' | 'watched' | 'held';

/** The most rows of a page of the server. */
const PAGE_ROWS = 200;
/** The most rows that are read; with more, `total` of the answer is larger than its list. */
const MOST_ROWS = 1000;

const REFRESH_MILLIS = 30_000;
const RETRY_MILLIS = 10_000;

/** Figures between two reads come over the stream; new rows, courses and gaps are found by reading again. */
const refetchInterval = (query: { state: { status: string } }): number =>
  query.state.status === 'error' ? RETRY_MILLIS : REFRESH_MILLIS;

async function readAll(scope: MarketScope, signal: AbortSignal): Promise<MarketPage> {
  const page = (offset: number) =>
    read(api.GET('/api/v1/markets', { params: { query: { scope, limit: PAGE_ROWS, offset } }, signal }));
  const first = await page(0);
  const markets = [...first.markets];
  while (markets.length < Math.min(first.total, MOST_ROWS)) {
    const more = await page(markets.length);
    if (more.markets.length === 0) break;
    markets.push(...more.markets);
  }
  return { ...first, markets };
}

/** The markets of a scope in the order of the server: watched ones, then by rank. */
export const marketsQuery = (scope: MarketScope) =>
  queryOptions({
    queryKey: ['markets', scope],
    queryFn: ({ signal }) => readAll(scope, signal),
    refetchInterval,
  });

/** The names that a refusal of the server quotes. */
const refusedNames = (error: ApiError, names: readonly string[]): string[] =>
  names.filter((name) => error.fields.some(({ message }) => message.includes(`"${name}"`)));

async function readNamed(names: readonly string[], signal: AbortSignal): Promise<MarketPage> {
  const ask = (market: string[]) =>
    read(api.GET('/api/v1/markets', { params: { query: { market } }, signal }));
  try {
    return await ask([...names]);
  } catch (error) {
    // A list of the browser may name a market that no venue has any more; the others are shown.
    const refused = error instanceof ApiError && error.status === 422 ? refusedNames(error, names) : [];
    const left = names.filter((name) => !refused.includes(name));
    if (refused.length === 0) throw error;
    return left.length === 0 ? { total: 0, as_of: new Date().toISOString(), markets: [] } : ask(left);
  }
}

/** Named markets in the order of the names; for a watch list that is kept in the browser. */
export const namedMarketsQuery = (names: readonly string[]) =>
  queryOptions({
    queryKey: ['markets', 'named', [...names]],
    queryFn: ({ signal }) => readNamed(names, signal),
    enabled: names.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval,
  });

/** The newest price of an instrument at each venue, and its other names. */
export const instrumentPricesQuery = (instrument: string) =>
  queryOptions({
    queryKey: ['instruments', instrument, 'prices'],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/instruments/{instrument}/prices', {
          params: { path: { instrument } },
          signal,
        }),
      ),
    staleTime: 15_000,
    refetchInterval: REFRESH_MILLIS,
  });
