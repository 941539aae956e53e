import { describe, expect, it } from 'vitest';
import type { SeriesRow } from '@/api/series';
import { bodyOf, presetFrom, presetOf } from './backfill-form';
import { filterSeries, selectedSeries } from './filter';
import { parseDataSearch } from './search';
import { stretchesOf } from './virtual-rows';

const NOW = Date.parse('2026-03-31T14:32:07Z');
const FORM = { market: 'BTCUSDT@binance', intervals: ['1h', '1d'], from: '2025-03-31', to: '', follow: true };

describe('the form of a backfill', () => {
  it('asks for a market and an interval, and leaves out what the server knows', () => {
    expect(bodyOf({ ...FORM, market: null }, NOW)).toBeNull();
    expect(bodyOf({ ...FORM, intervals: [] }, NOW)).toBeNull();
    expect(bodyOf({ ...FORM, from: '' }, NOW)).toEqual({
      provider: 'binance',
      symbol: 'BTCUSDT',
      intervals: ['1h', '1d'],
      follow: true,
    });
  });

  it('includes the last day, and ends now when that is today', () => {
    expect(bodyOf({ ...FORM, to: '2025-12-31' }, NOW)).toMatchObject({ to: '2026-01-01' });
    expect(bodyOf({ ...FORM, to: '2026-03-31' }, NOW)).not.toHaveProperty('to');
    expect(bodyOf({ ...FORM, to: '2026-05-01' }, NOW)).toMatchObject({ to: '2026-05-02' });
  });

  it('goes back by calendar months', () => {
    expect(presetFrom('month', NOW)).toBe('2026-02-28');
    expect(presetFrom('year', NOW)).toBe('2025-03-31');
    expect(presetFrom('year', Date.parse('2024-02-29T00:00:00Z'))).toBe('2023-02-28');
    expect(presetFrom('all', NOW)).toBe('');
  });

  it('knows which preset its dates are', () => {
    expect(presetOf(FORM, NOW)).toBe('year');
    expect(presetOf({ ...FORM, from: '' }, NOW)).toBe('all');
    expect(presetOf({ ...FORM, to: '2026-03-01' }, NOW)).toBeNull();
    expect(presetOf({ ...FORM, from: '2025-01-01' }, NOW)).toBeNull();
  });
});

const row = (symbol: string, provider: string, interval: string, missing: number | null = 0, failed = 0) =>
  ({
    symbol,
    provider,
    interval,
    missing,
    failed,
    posted: provider === 'posted',
    market: `${symbol.replace('/', '')}@${provider}`,
  }) as SeriesRow;

describe('the list of series', () => {
  const rows = [
    row('BTC/USDT', 'binance', '1h', 8),
    row('BTC/USDT', 'binance', '1m'),
    row('BTC/USD', 'kraken', '1M', null),
    row('ETH/USD', 'coinbase', '1h', 0, 2),
  ];
  const found = (q: string) => filterSeries(rows, { q }).map((one) => `${one.market} ${one.interval}`);

  it('is filtered by every word of pair, venue and interval', () => {
    expect(found('btc binance')).toEqual(['BTCUSDT@binance 1h', 'BTCUSDT@binance 1m']);
    expect(found('btc/usd kraken')).toEqual(['BTCUSD@kraken 1M']);
    expect(found('  ')).toHaveLength(4);
  });

  it('tells a minute from a month', () => {
    expect(found('1m')).toEqual(['BTCUSDT@binance 1m']);
    expect(found('1M')).toEqual(['BTCUSD@kraken 1M']);
  });

  it('finds what lacks candles, failed ones too', () => {
    expect(filterSeries(rows, { show: 'missing' })).toEqual([rows[0], rows[3]]);
  });

  it('selects what the address names, else the first', () => {
    expect(selectedSeries(rows, {})).toBe(rows[0]);
    expect(selectedSeries(rows, { market: 'BTCUSDT@binance', interval: '1m' })).toBe(rows[1]);
    expect(selectedSeries(rows, { market: 'ETHUSD@coinbase' })).toBe(rows[3]);
    expect(selectedSeries(rows, { market: 'DOGEUSD@coinbase' })).toBeUndefined();
  });

  it('draws rows with the room of the others between them', () => {
    expect(stretchesOf([2, 3, 7], 10)).toEqual([
      { kind: 'space', from: 0, to: 2 },
      { kind: 'row', index: 2 },
      { kind: 'row', index: 3 },
      { kind: 'space', from: 4, to: 7 },
      { kind: 'row', index: 7 },
      { kind: 'space', from: 8, to: 10 },
    ]);
    expect(stretchesOf([], 0)).toEqual([]);
  });
});

describe('the address', () => {
  it('keeps what is view state and drops the rest', () => {
    const search = {
      market: 'A@b',
      interval: '1h',
      from: 'yesterday',
      to: '2026-03-01T00:00:00Z',
      show: 'all',
      x: 1,
    };
    expect(parseDataSearch(search)).toEqual({ market: 'A@b', interval: '1h', to: '2026-03-01T00:00:00Z' });
    expect(parseDataSearch({ q: '', open: 'backfill' })).toEqual({ open: 'backfill' });
  });
});
