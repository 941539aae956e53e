import type { SeriesRow } from '@/api/series';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { texts } from './texts';

type Named = Pick<SeriesRow, 'symbol' | 'interval' | 'provider' | 'simulated' | 'posted'>;

const source = (row: Pick<Named, 'posted' | 'provider'>): string =>
  row.posted ? t(texts.posted) : venueName(row.provider);

/** `BTC/USDT 1h`, which one types to delete it. */
export const shortName = (row: Pick<Named, 'symbol' | 'interval'>): string => `${row.symbol} ${row.interval}`;

/** `BTC/USDT 1h, Binance` */
export const fullName = (row: Named): string => `${shortName(row)}, ${source(row)}`;

/** A pair as it is printed, its quote in grey. */
export function Pair({ symbol }: { symbol: string }) {
  const [base, quote] = symbol.split('/');
  return (
    <>
      <b className="font-semibold">{base}</b>
      {quote !== undefined && <span className="text-text-3">/{quote}</span>}
    </>
  );
}

/** Pair, interval and venue in one line. */
export function SeriesName({ row }: { row: Named }) {
  return (
    <span className="series-name" data-tip={fullName(row)}>
      <span>
        <Pair symbol={row.symbol} /> <b className="font-semibold">{row.interval}</b>
      </span>
      <small className={row.simulated ? 'text-sim' : undefined}>{source(row)}</small>
    </span>
  );
}
