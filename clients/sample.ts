// Calls of a typical client. They compile only while the document describes bodies, responses,
// nullable fields and the problem of an error.
import createClient from 'openapi-fetch';
import type { components, paths } from './target/openapi.js';

type Schema = components['schemas'];
const api = createClient<paths>({ baseUrl: 'http://127.0.0.1:8000' });

/** A write whose body is typed, under a key of the caller's choice. */
export async function buy(symbol: string, price: string, quantity: string): Promise<number> {
  const { data, error } = await api.POST('/api/v1/trades', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { symbol, entry_price: price, quantity, trade_type: 'BUY' },
  });
  if (error) throw new Error(`${error.error.code}: ${error.detail}`);
  return data.id;
}

/** A required path parameter; a figure that is null while the position is open. */
export async function realisedPnl(id: number): Promise<string | null> {
  const { data, error } = await api.GET('/api/v1/trades/{id}', { params: { path: { id } } });
  if (error) throw new Error(error.title);
  const pnl: string | null = data.realized_pnl;
  return pnl;
}

/** Numbers as query parameters, an array as the response, and one of its headers. */
export async function closes(symbol: string): Promise<{ closes: number[]; total: string | null }> {
  const { data, response } = await api.GET('/api/v1/candles', {
    params: { query: { symbol, interval: '1h', limit: 100, order: 'desc' } },
  });
  return { closes: (data ?? []).map((candle) => candle.close), total: response.headers.get('X-Total-Count') };
}

/** The last page of a list. */
export async function prices(): Promise<Schema['PricePage']['results']> {
  const { data } = await api.GET('/api/v1/prices', { params: { query: { page: 'last' } } });
  return data?.results ?? [];
}

/** A cell of a frame: text, number or null. */
export async function firstCell(symbol: string): Promise<string | number | null | undefined> {
  const { data } = await api.GET('/api/v1/market_chart/dataframe', {
    params: { query: { symbol, currency: 'usd', days: 30, provider: 'auto', window_size: 7 } },
  });
  return data?.rows[0]?.[0];
}

/** A response without content, and a picture. */
export async function removeAndDraw(symbol: string): Promise<Blob | undefined> {
  await api.DELETE('/api/v1/assets/{symbol}', { params: { path: { symbol } } });
  const { data } = await api.GET('/api/v1/candles/plot', {
    params: { query: { symbol, width: 1200 } },
    parseAs: 'blob',
  });
  return data;
}

/** The code of a problem, and its wrong fields. */
export async function refusal(): Promise<string[]> {
  const { error } = await api.POST('/api/v1/trades', {
    body: { symbol: 'BTC/USDT', entry_price: '-1', quantity: '0.5', trade_type: 'BUY' },
  });
  const code: Schema['ErrorCode'] | undefined = error?.error.code;
  return code === 'VALIDATION_ERROR' ? (error?.error.details.errors ?? []).map(({ field }) => field) : [];
}
