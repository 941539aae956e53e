import type { MarketRow } from '@/api/markets';
import { figureText, formatDecimal, formatShort } from '@/lib/format';

/** Widths of columns in pixels, set from their widest value when the rows are read. */
export interface ColumnWidths {
  readonly price: number;
  /** Of a phone's rows, which have no padding between columns. */
  readonly phonePrice: number;
  readonly volume: number;
}

const DIGIT = 8.5; // of 14 px tabular figures
const SMALL_DIGIT = 7.9; // of 13 px
const UNIT_LETTER = 8;
const PADDING = 20;

/** From here on another column gives its room, so that names stay readable. */
export const WIDE_PRICE = 160;

export const LEAST_WIDTHS: ColumnWidths = { price: 128, phonePrice: 88, volume: 132 };

const within = (width: number, least: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, width)));

/** One digit more than the widest figure has room, so that a price that gains one moves nothing. */
export function columnWidths(rows: readonly MarketRow[], locale: string): ColumnWidths {
  let price = 0;
  let volume = 0;
  for (const row of rows) {
    if (row.last !== null) price = Math.max(price, figureText(formatDecimal(row.last, locale)).length);
    const shown = row.quote_volume_24h ?? row.volume_24h;
    const unit = row.quote_volume_24h === null ? row.base : (row.quote ?? '');
    if (shown !== null)
      volume = Math.max(volume, formatShort(shown, locale).length * SMALL_DIGIT + unit.length * UNIT_LETTER);
  }
  return {
    price: within((price + 1) * DIGIT + PADDING, LEAST_WIDTHS.price, 200),
    phonePrice: within(price * DIGIT + 4, LEAST_WIDTHS.phonePrice, 160),
    volume: within(volume + PADDING + 4, LEAST_WIDTHS.volume, 190),
  };
}
