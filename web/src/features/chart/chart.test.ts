import { describe, expect, it } from 'vitest';
import type { Columns } from '@/charts/columns';
import { numbersOf, recordOf } from '@/charts/columns';
import { formatCountdown } from './countdown';
import { csvOf, fileName } from './exports';
import { columnOf, parseIndicators } from './indicators';
import { firstInterval, intervalName, nextOpen, opensBefore } from './intervals';
import { parseChartSearch } from './search';

describe('the address of the chart', () => {
  it('holds market, interval, indicators, range and log', () => {
    const search = {
      market: 'BTCUSDT@binance',
      interval: '4h',
      indicator: ['sma20', 'ema50'],
      from: '2026-03-08T00:00:00.000Z',
      to: '2026-03-12T14:00:00.000Z',
      log: 'on',
    };
    expect(parseChartSearch(search)).toEqual(search);
  });

  it('takes one indicator as a list, and leaves out what is not one of its values', () => {
    expect(parseChartSearch({ indicator: 'sma20', from: 'yesterday', log: '1', market: '' })).toEqual({
      indicator: ['sma20'],
    });
  });

  it('names at most three indicators, each once', () => {
    const found = parseIndicators(['sma20', 'sma20', 'rsi14', 'ema1', 'ema50', 'volatility30', 'sma99']);
    expect(found.map(columnOf)).toEqual(['rolling_mean(20)', 'ema(50)', 'volatility(30)']);
  });
});

describe('intervals', () => {
  const seconds = (text: string) => Date.parse(text) / 1000;

  it('have a next open time, of a month too', () => {
    expect(nextOpen('4h', seconds('2026-03-08T20:00:00Z'))).toBe(seconds('2026-03-09T00:00:00Z'));
    expect(nextOpen('1M', seconds('2026-02-01T00:00:00Z'))).toBe(seconds('2026-03-01T00:00:00Z'));
    expect(opensBefore('1M', seconds('2026-03-01T00:00:00Z'), 4)).toBe(seconds('2025-11-01T00:00:00Z'));
  });

  it('begin with the stored one that is nearest to an hour', () => {
    expect(firstInterval(['1m', '1h', '1d'])).toBe('1h');
    expect(firstInterval(['1m', '1d'])).toBe('1d');
    expect(firstInterval(['1m', '5m'])).toBe('5m');
    expect(firstInterval([])).toBe('1h');
  });

  it('have names', () => {
    expect(intervalName('15m')).toBe('15 minutes');
    expect(intervalName('1M')).toBe('1 month');
  });
});

describe('the time left of a bar', () => {
  it('has at most three parts', () => {
    expect(formatCountdown(27 * 60_000 + 53_000)).toBe('27:53');
    expect(formatCountdown(3 * 3_600_000 + 5_000)).toBe('3:00:05');
    expect(formatCountdown(52 * 3_600_000)).toBe('2 d 4 h');
  });
});

describe('the export', () => {
  const texts = recordOf((name) => (name === 'volume' ? ['0.10', null] : ['1.2300', null]));
  const columns: Columns = {
    times: Float64Array.of(1_772_323_200, 1_772_326_800),
    texts,
    numbers: numbersOf(texts),
    overlays: [Float64Array.of(1.5, Number.NaN)],
    gaps: [],
  };

  it('has every figure as the server sent it, and empty fields where no candle is stored', () => {
    expect(csvOf(columns, ['ema(5)'], 0, 2)).toBe(
      'time,open,high,low,close,volume,ema(5)\r\n' +
        '2026-03-01T00:00:00Z,1.2300,1.2300,1.2300,1.2300,0.10,1.5\r\n' +
        '2026-03-01T01:00:00Z,,,,,,\r\n',
    );
  });

  it('is named after the market and the days', () => {
    const parts = { market: 'BTCUSDT@binance', interval: '1h', from: 1_772_323_200, to: 1_772_409_600 };
    expect(fileName(parts, 'csv')).toBe('BTCUSDT-binance-1h-2026-03-01-2026-03-02.csv');
  });
});
