import type { SeriesRow } from '@/api/series';
import { venueName } from '@/lib/venue-names';
import type { DataSearch } from './search';

/** Whether something of a series is missing that its venue may have. */
export const lacksCandles = (row: SeriesRow): boolean => (row.missing ?? 0) > 0 || row.failed > 0;

/** The text that a filter looks through: `btcusdt btc/usdt 1h kraken`. */
function textOf(row: SeriesRow): string {
  const source = row.posted ? 'posted' : `${row.provider} ${venueName(row.provider)}`;
  return `${row.market} ${row.symbol} ${source}`.toLowerCase();
}

/** The series that have every word of the filter in their name, interval (exactly) or venue. */
export function filterSeries(
  rows: readonly SeriesRow[],
  { q, show }: Pick<DataSearch, 'q' | 'show'>,
): readonly SeriesRow[] {
  const words = (q ?? '').trim().split(/\s+/).filter(Boolean);
  if (words.length === 0 && show === undefined) return rows;
  return rows.filter((row) => {
    if (show === 'missing' && !lacksCandles(row)) return false;
    const text = textOf(row);
    return words.every((word) => word === row.interval || text.includes(word.toLowerCase()));
  });
}

/** The series that the address names, or the first one when it names none; undefined when it is not there. */
export function selectedSeries(
  rows: readonly SeriesRow[],
  { market, interval }: Pick<DataSearch, 'market' | 'interval'>,
): SeriesRow | undefined {
  if (market === undefined) return rows[0];
  return rows.find((row) => row.market === market && (interval === undefined || row.interval === interval));
}
