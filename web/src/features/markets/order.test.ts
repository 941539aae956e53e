import { describe, expect, it } from 'vitest';
import type { MarketRow } from '@/api/markets';
import type { Figures } from './figures';
import { holds, nameOfSort, ownOrder, sortedOrder, sortOf } from './order';
import { marketRow } from './testing';

const figuresOf = (row: MarketRow): Figures => ({
  last: row.last,
  at: row.last_at,
  high: row.high_24h,
  low: row.low_24h,
  volume: row.volume_24h,
  change: row.change_24h,
  percent: row.change_percent_24h,
});

const rows = [
  marketRow('A', { last: '9', change_percent_24h: '-1.00', quote_volume_24h: '5' }),
  marketRow('B', { last: null, change_percent_24h: null, quote_volume_24h: null, volume_24h: '7' }),
  marketRow('C', { last: '100', change_percent_24h: '2.50', quote_volume_24h: '6' }),
  marketRow('D', {
    last: '0.00001234',
    change_percent_24h: '2.50',
    quote_volume_24h: null,
    volume_24h: null,
  }),
];

describe('the own order', () => {
  it('puts watched markets first, in the order of the list, then those of the server', () => {
    expect(ownOrder(rows, ['D@v', 'gone@v', 'C@v'])).toEqual(['D@v', 'C@v', 'A@v', 'B@v']);
  });
});

describe('the order of a column', () => {
  it('compares decimals and not texts, and puts what is not known last', () => {
    const sort = { column: 'price', descending: true } as const;
    expect(sortedOrder(rows, [], sort, figuresOf)).toEqual(['C@v', 'A@v', 'D@v', 'B@v']);
    const rising = { column: 'price', descending: false } as const;
    expect(sortedOrder(rows, [], rising, figuresOf)).toEqual(['D@v', 'A@v', 'C@v', 'B@v']);
  });

  it('keeps the own order between equal values', () => {
    const sort = { column: 'change', descending: true } as const;
    expect(sortedOrder(rows, ['D@v'], sort, figuresOf)).toEqual(['D@v', 'C@v', 'A@v', 'B@v']);
  });

  it('takes the volume in the base where there is none in the quote', () => {
    const sort = { column: 'volume', descending: true } as const;
    expect(sortedOrder(rows, [], sort, figuresOf)).toEqual(['B@v', 'C@v', 'A@v', 'D@v']);
  });

  it('does not hold any more when a figure passes its neighbour', () => {
    const sort = { column: 'price', descending: true } as const;
    const [a, b, c, d] = rows as [MarketRow, MarketRow, MarketRow, MarketRow];
    expect(holds([c, a, d, b], sort, figuresOf)).toBe(true);
    const risen = (row: MarketRow) => figuresOf(row === a ? { ...a, last: '101' } : row);
    expect(holds([c, a, d, b], sort, risen)).toBe(false);
    expect(holds([], sort, figuresOf)).toBe(true);
  });
});

describe('the name of an order in the address', () => {
  it.each(['price', 'change', 'volume', 'price-rising'] as const)('%s is read as it was written', (name) => {
    const sort = sortOf(name);
    expect(sort && nameOfSort(sort)).toBe(name);
  });
  it('is absent for the own order', () => expect(sortOf(undefined)).toBeNull());
});
