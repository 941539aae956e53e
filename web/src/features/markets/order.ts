import type { MarketRow } from '@/api/markets';
import { compare } from '@/lib/decimal';
import type { DecimalText } from '@/lib/units';
import type { Sort } from '@/ui/table';
import type { Figures } from './figures';
import type { SortColumn, SortName } from './search';

export function sortOf(name: SortName | undefined): Sort<SortColumn> | null {
  if (name === undefined) return null;
  const [column] = name.split('-') as [SortColumn];
  return { column, descending: !name.endsWith('-rising') };
}

export const nameOfSort = ({ column, descending }: Sort<SortColumn>): SortName =>
  descending ? column : `${column}-rising`;

type FiguresOf = (row: MarketRow) => Figures;

function keyOf(row: MarketRow, column: SortColumn, figures: Figures): DecimalText | null {
  switch (column) {
    case 'price':
      return figures.last;
    case 'change':
      return figures.percent;
    case 'volume':
      return row.quote_volume_24h ?? figures.volume;
  }
}

/** What is not known comes last, whatever the direction. */
function compareKeys(a: DecimalText | null, b: DecimalText | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return descending ? compare(b, a) : compare(a, b);
}

/** The own order: watched markets in the order of the list, then the order of the server. */
export function ownOrder(rows: readonly MarketRow[], watched: readonly string[]): string[] {
  const place = new Map(watched.map((market, at) => [market, at]));
  return rows
    .map((row, at) => ({ market: row.market, place: place.get(row.market) ?? watched.length + at }))
    .sort((a, b) => a.place - b.place)
    .map(({ market }) => market);
}

/** The names of the rows by a column; rows that are equal in it keep the own order. */
export function sortedOrder(
  rows: readonly MarketRow[],
  watched: readonly string[],
  sort: Sort<SortColumn>,
  figuresOf: FiguresOf,
): string[] {
  const byName = new Map(rows.map((row) => [row.market, row]));
  return ownOrder(rows, watched)
    .flatMap((market) => {
      const row = byName.get(market);
      return row === undefined ? [] : { market, key: keyOf(row, sort.column, figuresOf(row)) };
    })
    .sort((a, b) => compareKeys(a.key, b.key, sort.descending))
    .map(({ market }) => market);
}

/** Whether rows still are in the order of a column. */
export function holds(rows: readonly MarketRow[], sort: Sort<SortColumn>, figuresOf: FiguresOf): boolean {
  let before: DecimalText | null | undefined;
  for (const row of rows) {
    const key = keyOf(row, sort.column, figuresOf(row));
    if (before !== undefined && compareKeys(before, key, sort.descending) > 0) return false;
    before = key;
  }
  return true;
}
