import { useState } from 'react';
import type { MarketRow } from '@/api/markets';
import { timeOfPage } from '@/lib/clock';
import type { Sort } from '@/ui/table';
import { columnWidths, LEAST_WIDTHS } from './column-widths';
import type { ColumnWidths } from './column-widths';
import { currentFigures } from './figures';
import { nameOfSort, ownOrder, sortedOrder } from './order';
import type { SortColumn } from './search';

interface Order {
  readonly key: string;
  readonly names: readonly string[];
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
  /** They stay with the order, so that a price that gains a digit moves no column. */
  readonly widths: ColumnWidths;
}

export interface OrderedRows {
  readonly rows: readonly MarketRow[];
  /** Rows that came after the order was made; they are announced and not pushed in. */
  readonly added: readonly MarketRow[];
  readonly at: number;
  readonly widths: ColumnWidths;
  /** Makes the order anew, with all rows. */
  readonly refresh: () => void;
  /** Lets two rows change places, by the user. */
  readonly swap: (market: string, other: string) => void;
}

interface Wanted {
  readonly rows: readonly MarketRow[] | undefined;
  /** Another scope has an order of its own. */
  readonly scope: string;
  readonly sort: Sort<SortColumn> | null;
  readonly watched: readonly string[];
  /** Rows that the user has just added; they are shown at once, at the end. */
  readonly own: ReadonlySet<string>;
  readonly locale: string;
}

function makeOrder(key: string, { rows = [], sort, watched, locale }: Wanted): Order {
  const names = sort === null ? ownOrder(rows, watched) : sortedOrder(rows, watched, sort, currentFigures);
  return { key, names, at: timeOfPage(), widths: columnWidths(rows, locale) };
}

const swapped = (names: readonly string[], a: string, b: string): string[] =>
  names.map((name) => (name === a ? b : name === b ? a : name));

/** The rows in an order that stays until it is chosen anew, whatever their figures do. */
export function useOrder(wanted: Wanted): OrderedRows {
  const [order, setOrder] = useState<Order | null>(null);
  const { rows, scope, sort, own } = wanted;
  const key = `${scope} ${sort === null ? '' : nameOfSort(sort)}`;
  let current = order;
  if (rows !== undefined && order?.key !== key) {
    current = makeOrder(key, wanted);
    setOrder(current);
  }
  const names = rows === undefined ? [] : (current?.names ?? []);
  const byName = new Map((rows ?? []).map((row) => [row.market, row]));
  const known = new Set(names);
  const others = (rows ?? []).filter((row) => !known.has(row.market));
  return {
    rows: [
      ...names.flatMap((name) => byName.get(name) ?? []),
      ...others.filter((row) => own.has(row.market)),
    ],
    added: others.filter((row) => !own.has(row.market)),
    at: current?.at ?? 0,
    widths: current?.widths ?? LEAST_WIDTHS,
    refresh: () => setOrder(makeOrder(key, wanted)),
    swap: (market, other) => setOrder((old) => old && { ...old, names: swapped(old.names, market, other) }),
  };
}
