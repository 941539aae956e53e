import { describe, expect, it } from 'vitest';
import { findRows, notHere, plainName } from './match';
import { marketRow, searchResult } from './testing';

const btc = marketRow('BTC', { name: 'Bitcoin', instrument: 'bitcoin' });
const eth = marketRow('ETH', { name: 'Ethereum', instrument: 'ethereum' });
const rows = [btc, eth];

describe('a plain name', () => {
  it.each(['BTC-USD', 'btc/usd', 'BTC USD', 'btc_usd'])('%s is btcusd', (text) =>
    expect(plainName(text)).toBe('btcusd'),
  );
});

describe('finding rows', () => {
  it('finds pairs and names at once, without the server', () => {
    expect([...findRows(rows, 'btc-us', undefined)]).toEqual([['BTC@v', { also: null }]]);
    expect([...findRows(rows, 'ether', undefined)]).toEqual([['ETH@v', { also: null }]]);
  });

  it('says which other name was meant', () => {
    const results = [searchResult({ market: 'BTC@v', matched: 'xbt' })];
    expect([...findRows(rows, 'XBT', { results, nearest: [] })]).toEqual([['BTC@v', { also: 'xbt' }]]);
  });

  it('finds all markets of an instrument by its other name', () => {
    const results = [searchResult({ kind: 'instrument', instrument: 'bitcoin', matched: 'xbt' })];
    expect([...findRows(rows, 'xbt', { results, nearest: [] })]).toEqual([['BTC@v', { also: 'xbt' }]]);
  });

  it('uses the answer to a shorter text as far as it fits the longer one', () => {
    const results = [
      searchResult({ market: 'BTC@v', matched: 'xbt' }),
      searchResult({ market: 'ETH@v', matched: 'xeth' }),
    ];
    expect([...findRows(rows, 'xb', { results, nearest: [] }).keys()]).toEqual(['BTC@v']);
  });

  it('takes names that are only near for no hit', () => {
    const results = [searchResult({ market: 'BTC@v', matched: 'BTC' })];
    expect(findRows(rows, 'bdc', { results, nearest: ['BTC'] }).size).toBe(0);
  });
});

describe('markets that are not in the table', () => {
  it('are those of the venues, without instruments', () => {
    const results = [
      searchResult({ market: 'BTC@v' }),
      searchResult({ market: 'DOT@v' }),
      searchResult({ kind: 'instrument', instrument: 'polkadot' }),
    ];
    expect(notHere({ results, nearest: [] }, rows).map((one) => one.market)).toEqual(['DOT@v']);
    expect(notHere(undefined, rows)).toEqual([]);
  });
});
