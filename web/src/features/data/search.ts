/** View state of the page in its address. */
export interface DataSearch {
  market?: string;
}

export const parseDataSearch = (search: Record<string, unknown>): DataSearch =>
  typeof search['market'] === 'string' ? { market: search['market'] } : {};
