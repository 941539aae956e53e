import { describe, expect, it } from 'vitest';
import type { LastData, TickData } from '@/api/stream-messages';
import { figuresOf } from './figures';
import { marketRow } from './testing';

const row = marketRow('BTC', { last: '100', high_24h: '120', change_percent_24h: '1.00' });
const update: LastData = {
  provider: 'v',
  symbol: 'BTCUSDT',
  price: '101',
  timestamp: '2026-03-12T14:32:01.5Z',
  open_24h: '99',
  high_24h: '121',
  low_24h: null,
  volume_24h: null,
  change_24h: '2',
  change_percent_24h: '2.02',
};

describe('the figures of a row', () => {
  it('are those that were read while the stream brought none', () => {
    expect(figuresOf(row, undefined)).toMatchObject({ last: '100', percent: '1.00' });
  });

  it('are those of the newest update, and what it lacks stays', () => {
    expect(figuresOf(row, update)).toEqual({
      last: '101',
      at: '2026-03-12T14:32:01.5Z',
      high: '121',
      low: null,
      volume: null,
      change: '2',
      percent: '2.02',
    });
    const poll: TickData = {
      symbol: 'BTC',
      instrument: 'bitcoin',
      price: '102',
      quote: 'USD',
      source: 'coingecko',
      timestamp: '2026-03-12T14:33:00Z',
    };
    expect(figuresOf(row, poll)).toMatchObject({ last: '102', high: '120', percent: '1.00' });
  });

  it('are those that were read when an update is older', () => {
    const old = { ...update, timestamp: '2026-03-12T14:31:59Z' };
    expect(figuresOf(row, old)).toMatchObject({ last: '100', high: '120' });
  });
});
