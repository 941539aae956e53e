import { describe, expect, it } from 'vitest';
import { added, joined, placed, removed } from './list-changes';
import { parseWatchList } from './local-watch-list';

describe('changes of a watch list', () => {
  it('has each market once', () => {
    expect(added(['a', 'b'], 'a')).toEqual(['a', 'b']);
    expect(added(['a'], 'b')).toEqual(['a', 'b']);
    expect(removed(['a', 'b'], 'a')).toEqual(['b']);
  });
  it('puts a market at a place, and back where it was', () => {
    expect(placed(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
    expect(placed(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c']);
    expect(placed(['a'], 'b', 9)).toEqual(['a', 'b']);
  });
  it('joins two lists up to the most', () => {
    expect(joined(['a'], ['b', 'a', 'c'], 2)).toEqual(['a', 'b']);
  });
});

describe('the list of a browser', () => {
  it('leaves out what is no market', () => {
    expect(parseWatchList('["BTCUSDT@binance", 7, "x", "BTCUSDT@binance", "A B@c"]', 200)).toEqual([
      'BTCUSDT@binance',
    ]);
  });
  it.each([null, 'no json', '{}', '7'])('is empty for %s', (text) =>
    expect(parseWatchList(text, 200)).toEqual([]),
  );
});
