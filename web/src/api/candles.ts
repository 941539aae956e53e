import { api, read } from './client';
import type { CandleFrame } from './shapes';
import type { components } from './schema';

export type { CandleFrame } from './shapes';
export type Interval = components['schemas']['Interval'];

/** A market at an interval. */
export interface SeriesName {
  readonly symbol: string;
  readonly provider: string;
  readonly interval: Interval;
}

export interface FrameRequest extends SeriesName {
  /** Inclusive. */
  readonly from?: string;
  /** Exclusive. */
  readonly to?: string;
  /** At most so many grid times: the oldest with `from`, else the newest. */
  readonly limit: number;
  readonly columns: readonly string[];
}

/** Candles over every time of their grid. */
export function fetchFrame(request: FrameRequest, signal: AbortSignal): Promise<CandleFrame> {
  const { symbol, columns, ...rest } = request;
  const query = { ...rest, columns: [...columns] };
  return read(api.GET('/api/v1/candles/{symbol}/frame', { params: { path: { symbol }, query }, signal }));
}

export interface PictureRequest extends SeriesName {
  readonly from: string;
  /** The last open time, inclusive. */
  readonly to: string;
  readonly format: 'png' | 'svg';
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** The server's picture of candles and volume. */
export const fetchPicture = (query: PictureRequest): Promise<Blob> =>
  read<Blob>(api.GET('/api/v1/candles/plot', { params: { query }, parseAs: 'blob' }));
