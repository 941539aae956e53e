import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './search-params';

describe('view state in the address', () => {
  it('stays readable', () => {
    expect(stringifySearch({ market: 'BTCUSDT@binance', ind: ['ema:50', 'rsi:14'], log: true })).toBe(
      '?market=BTCUSDT@binance&ind=ema:50&ind=rsi:14&log=true',
    );
  });

  it('is the same after a round trip', () => {
    const search = { q: 'a b&c=d/é', ind: ['x', 'y'], n: '1' };
    expect(parseSearch(stringifySearch(search).slice(1))).toEqual(search);
  });

  it('leaves out what is not set', () => {
    expect(stringifySearch({ market: undefined, q: null })).toBe('');
  });
});
