/** View state of the page in its address. */
export interface ChartSearch {
  market?: string;
}

export const parseChartSearch = (search: Record<string, unknown>): ChartSearch =>
  typeof search['market'] === 'string' ? { market: search['market'] } : {};
