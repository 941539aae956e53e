import { describe, expect, it } from 'vitest';
import { parseMarketsSearch } from './search';

describe('the address of the page', () => {
  it('has what is known', () => {
    const search = { market: 'BTCUSDT@binance', q: 'xbt', scope: 'watched', sort: 'change-rising' };
    expect(parseMarketsSearch(search)).toEqual(search);
  });
  it('leaves out what is not', () => {
    expect(parseMarketsSearch({ q: '', scope: 'all', sort: 'name', market: ['a', 'b'] })).toEqual({});
  });
});
