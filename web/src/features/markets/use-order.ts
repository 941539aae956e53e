import { useState } from 'react';
import type { MarketRow } from '@/api/markets';
import { timeOfPage } from '@/lib/clock';
import type { Sort } from '@/ui/table';
import { currentFigures } from './figures';
import { nameOfSort, ownOrder, sortedOrder } from './order';
import type { SortColumn } from './search';

interface Order {
  readonly key: string;
  readonly names: readonly string[];
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
}

export interface OrderedRows {
  readonly rows: readonly MarketRow[];
  /** Rows that came after the order was made; they are announced and not pushed in. */
  readonly added: readonly MarketRow[];
  readonly at: number;
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
}

function makeOrder(key: string, { rows = [], sort, watched }: Wanted): Order {
  const names = sort === null ? ownOrder(rows, watched) : sortedOrder(rows, watched, sort, currentFigures);
  return { key, names, at: timeOfPage() };
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
    refresh: () => setOrder(makeOrder(key, wanted)),
    swap: (market, other) => setOrder((old) => old && { ...old, names: swapped(old.names, market, other) }),
  };
}
