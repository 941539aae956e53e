/** View state of the page in its address. */
export interface MarketsSearch {
  /** The market of the preview. */
  market?: string;
  /** What is searched for. */
  q?: string;
  /** Which markets; all without it. */
  scope?: 'watched' | 'held' | 'followed';
  /** The column that the order comes from, the largest first; without it the own order. */
  sort?: SortName;
}

const COLUMNS = ['price', 'change', 'volume'] as const;
const SCOPES = ['watched', 'held', 'followed'] as const;

export type SortColumn = (typeof COLUMNS)[number];
/** `price` is the largest first, `price-rising` the smallest. */
export type SortName = SortColumn | `${SortColumn}-rising`;

const sortNames: readonly SortName[] = COLUMNS.flatMap((column) => [column, `${column}-rising` as const]);

export function parseMarketsSearch({ market, q, scope, sort }: Record<string, unknown>): MarketsSearch {
  const knownScope = SCOPES.find((one) => one === scope);
  const knownSort = sortNames.find((one) => one === sort);
  return {
    ...(typeof market === 'string' ? { market } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(knownScope ? { scope: knownScope } : {}),
    ...(knownSort ? { sort: knownSort } : {}),
  };
}
