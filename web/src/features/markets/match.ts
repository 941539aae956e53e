import type { MarketRow } from '@/api/markets';
import type { SearchResult } from '@/api/search';

/** Names without what people write differently: `BTC-USD`, `btc/usd` and `BTC USD` are one. */
export const plainName = (text: string): string => text.toLowerCase().replace(/[\s/_.:-]+/g, '');

/** What a search of the server answered. */
export interface Found {
  readonly results: readonly SearchResult[];
  /** Names that are only near; the results are theirs then. */
  readonly nearest: readonly string[];
}

/** Why a row is in the result: null when its own pair or name matches, else the other name that does. */
export type Hit = { readonly also: string | null };

const OWN_NAMES: ReadonlySet<SearchResult['matched_as']> = new Set(['symbol', 'ticker', 'name']);

const matchesItself = (row: MarketRow, wanted: string): boolean =>
  [`${row.base}${row.quote ?? ''}`, row.name ?? '', row.market.split('@')[0] ?? ''].some((name) =>
    plainName(name).includes(wanted),
  );

/**
 * The rows that a text finds: at once those whose pair or name contains it, and with the server's answer those
 * that have it as another name. An answer to a shorter text counts as far as its spelling fits the longer one.
 */
export function findRows(
  rows: readonly MarketRow[],
  text: string,
  found: Found | undefined,
): Map<string, Hit> {
  const wanted = plainName(text);
  const hits = new Map<string, Hit>();
  const exact = found !== undefined && found.nearest.length === 0 ? found.results : [];
  const fitting = exact.filter((result) => plainName(result.matched).includes(wanted));
  const byMarket = new Map(fitting.flatMap((result) => (result.market ? [[result.market, result]] : [])));
  const byInstrument = new Map(
    fitting.flatMap((result) =>
      result.kind === 'instrument' && result.instrument ? [[result.instrument, result]] : [],
    ),
  );
  for (const row of rows) {
    if (matchesItself(row, wanted)) {
      hits.set(row.market, { also: null });
      continue;
    }
    const result =
      byMarket.get(row.market) ?? (row.instrument === null ? undefined : byInstrument.get(row.instrument));
    if (result === undefined) continue;
    const own = OWN_NAMES.has(result.matched_as) && matchesItself(row, plainName(result.matched));
    hits.set(row.market, { also: own ? null : result.matched });
  }
  return hits;
}

/** Markets of the venues that the table does not have. */
export const notHere = (found: Found | undefined, rows: readonly MarketRow[]): SearchResult[] => {
  const here = new Set(rows.map((row) => row.market));
  return (found?.results ?? []).filter((result) => result.market !== null && !here.has(result.market));
};
