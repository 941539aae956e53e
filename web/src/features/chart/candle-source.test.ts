import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CandleFrame, FrameRequest } from '@/api/candles';
import { ApiError } from '@/api/error';
import type { CandleData } from '@/api/stream-messages';
import type { SourceChange } from './candle-source';
import { CandleSource } from './candle-source';

const HOUR = 3600;
const STORED = { first: 1_000_000, last: 1_030_000 }; // hours since 1970
const at = (hour: number): string => new Date(hour * HOUR * 1000).toISOString();
const hourOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant) / 1000 / HOUR;

/** A server with candles of an hour, without a gap. */
function frameOf({ from, to, limit, columns }: FrameRequest, last = STORED.last): CandleFrame {
  const end = Math.min(last + 1, hourOf(to) ?? last + 1);
  const start = hourOf(from) ?? Math.max(0, end - limit);
  const hours = Array.from(
    { length: Math.max(0, Math.min(end - start, limit)) },
    (_, index) => start + index,
  );
  return {
    provider: 'binance',
    market: 'BTCUSDT@binance',
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    interval: '1h',
    simulated: false,
    from: at(start),
    to: at(start + hours.length),
    first_open: at(STORED.first),
    last_open: at(last),
    times: hours.map((hour) => hour * HOUR),
    columns: columns.map((name) => ({
      name,
      values: hours.map((hour) => (name.startsWith('ema') ? hour : `${hour}.00`)),
    })),
    gaps: [],
  };
}

const SERIES = { symbol: 'BTCUSDT', provider: 'binance', interval: '1h' } as const;

function rig(answer: (request: FrameRequest) => CandleFrame, indicators: readonly string[] = []) {
  const requests: FrameRequest[] = [];
  const changes: SourceChange[] = [];
  const source = new CandleSource(
    SERIES,
    indicators,
    async (request) => {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
    (_columns, change) => changes.push(change),
  );
  const hours = () => [...(source.columns?.times ?? [])].map((time) => time / HOUR);
  return { source, requests, changes, hours };
}

const candle = (hour: number, closed = false): CandleData => ({
  provider: 'binance',
  symbol: 'BTCUSDT',
  interval: '1h',
  open_time: at(hour),
  close_time: at(hour + 1),
  open: '1.10',
  high: '2.20',
  low: '0.50',
  close: '1.50',
  volume: '9.00',
  trades: 1,
  quote_volume: null,
  taker_base_volume: null,
  taker_quote_volume: null,
  closed,
});

describe('the candles of a chart', () => {
  afterEach(() => vi.useRealTimers());

  it('begin with the newest ones', async () => {
    const { source, changes, hours } = rig(frameOf);
    await source.open({});
    expect(changes).toEqual(['opened']);
    expect(hours().at(-1)).toBe(STORED.last);
    expect(source.atEnd).toBe(true);
  });

  it('contain a range of an address with some beside it', async () => {
    const { source, hours } = rig(frameOf);
    await source.open({ from: 1_010_000 * HOUR, to: 1_010_100 * HOUR });
    expect(hours()[0]).toBeLessThan(1_010_000);
    expect(hours().at(-1)).toBeGreaterThan(1_010_100);
    expect(source.atEnd).toBe(false);
  });

  it('are read in both directions when the screen comes near to their ends', async () => {
    const { source, hours } = rig(frameOf);
    await source.open({ from: 1_010_000 * HOUR, to: 1_010_100 * HOUR });
    const [first = 0] = hours();
    source.need({ from: 10, to: 110 });
    await vi.waitFor(() => expect(hours()[0]).toBe(first - 2000));
    const last = hours().at(-1) ?? 0;
    source.need({ from: hours().length - 120, to: hours().length });
    await vi.waitFor(() => expect(hours().at(-1)).toBe(last + 2000));
  });

  it('end at the first stored one, and are not read beyond it', async () => {
    const { source, requests, hours } = rig(frameOf);
    await source.open({ from: (STORED.first + 50) * HOUR, to: (STORED.first + 150) * HOUR });
    expect(hours()[0]).toBe(STORED.first);
    const count = requests.length;
    source.need({ from: 0, to: 100 });
    await Promise.resolve();
    expect(requests.length).toBe(count);
  });

  it('are bounded in number', async () => {
    const { source, hours } = rig(frameOf);
    await source.open({});
    for (let page = 0; page < 14; page++) {
      const before = hours()[0] ?? 0;
      source.need({ from: 0, to: 100 });
      await vi.waitFor(() => expect(hours()[0]).not.toBe(before));
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(hours().length).toBeLessThanOrEqual(16_000);
  });

  it('take the running bar, and append the next one', async () => {
    const { source, changes, hours } = rig(frameOf);
    await source.open({});
    source.live([candle(STORED.last + 1), candle(STORED.last + 1, true), candle(STORED.last + 2)]);
    expect(changes.slice(1)).toEqual(['bar', 'bar', 'bar']);
    expect(hours().slice(-2)).toEqual([STORED.last + 1, STORED.last + 2]);
    expect(source.columns?.texts.close.at(-1)).toBe('1.50');
  });

  it('are read up to a running bar that does not continue them', async () => {
    const { source, hours } = rig((request) => frameOf(request, STORED.last + 30));
    await source.open({ to: STORED.last * HOUR });
    const { source: behind, hours: behindHours } = rig((request) =>
      frameOf(request, request.from === undefined ? STORED.last : STORED.last + 30),
    );
    await behind.open({});
    behind.live([candle(STORED.last + 31)]);
    await vi.waitFor(() => expect(behindHours().at(-1)).toBe(STORED.last + 31));
    expect(behindHours().slice(-3)).toEqual([STORED.last + 29, STORED.last + 30, STORED.last + 31]);
    expect(hours().length).toBeGreaterThan(0);
    source.close();
  });

  it('ignore the running bar while a past stretch is shown', async () => {
    const { source, changes } = rig(frameOf);
    await source.open({ from: 1_010_000 * HOUR, to: 1_010_100 * HOUR });
    source.live([candle(STORED.last + 1)]);
    expect(changes).toEqual(['opened']);
  });

  it('keep the running bar when they are read anew', async () => {
    const { source, hours } = rig(frameOf);
    await source.open({});
    source.live([candle(STORED.last + 1)]);
    await source.reload({ from: (STORED.last - 100) * HOUR });
    expect(hours().at(-1)).toBe(STORED.last + 1);
  });

  it('get the value of an indicator once the server has computed it', async () => {
    vi.useFakeTimers();
    let last = STORED.last;
    const { source } = rig((request) => frameOf(request, last), ['ema(5)']);
    await source.open({});
    source.live([candle(STORED.last + 1, true)]);
    expect(source.columns?.overlays[0]?.at(-1)).toBeNaN();
    last = STORED.last + 1;
    await vi.advanceTimersByTimeAsync(700);
    expect(source.columns?.overlays[0]?.at(-1)).toBe(STORED.last + 1);
  });

  it('are none when the server keeps none', async () => {
    const { source } = rig(() => {
      throw new ApiError({ code: 'NO_DATA', status: 404, message: 'No candles are stored' });
    });
    await source.open({});
    expect(source.state.get()).toEqual({ kind: 'empty' });
  });

  it('stay when a page beside them does not load', async () => {
    let fails = false;
    const { source, hours } = rig((request) => {
      if (fails)
        throw new ApiError({ code: 'UNREACHABLE', status: 0, message: 'The server did not answer.' });
      return frameOf(request);
    });
    await source.open({});
    const count = hours().length;
    fails = true;
    source.need({ from: 0, to: 100 });
    await vi.waitFor(() => expect(source.state.get()).toMatchObject({ kind: 'ready', fault: true }));
    expect(hours().length).toBe(count);
  });
});
