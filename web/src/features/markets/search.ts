/** View state of the page in its address. */
export interface MarketsSearch {
  market?: string;
  /** What is searched for. */
  q?: string;
}

export function parseMarketsSearch({ market, q }: Record<string, unknown>): MarketsSearch {
  return {
    ...(typeof market === 'string' ? { market } : {}),
    ...(typeof q === 'string' ? { q } : {}),
  };
}
