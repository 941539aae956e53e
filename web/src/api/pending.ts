/**
 * Endpoints that docs/openapi.json does not describe yet. A path that the document has is taken from there, so
 * this file only shrinks; it goes when the document has them all.
 */
import type { components, paths } from './schema';

type Query<Q, R> = {
  parameters: { query?: Q; header?: never; path?: never; cookie?: never };
  requestBody?: never;
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': R } } };
};
type Path<P, Q, R> = {
  parameters: { query?: Q; header?: never; path: P; cookie?: never };
  requestBody?: never;
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': R } } };
};
type Write<P, B, R> = {
  parameters: { query?: never; header?: { 'Idempotency-Key'?: string }; path?: P; cookie?: never };
  requestBody: { content: { 'application/json': B } };
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': R } } };
};
type Act<P, R> = {
  parameters: { query?: never; header?: { 'Idempotency-Key'?: string }; path: P; cookie?: never };
  requestBody?: never;
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': R } } };
};

export interface MarketRow {
  market: string;
  provider: string;
  symbol: string;
  base: string;
  /** Null where a posted name states none. */
  quote: string | null;
  instrument: string | null;
  name: string | null;
  simulated: boolean;
  followed: boolean;
  topic: string | null;
  last: string | null;
  last_at: string | null;
  last_source: 'feed' | 'candle' | 'poll' | null;
  last_missing_reason: string | null;
  expected_seconds: number | null;
  open_24h: string | null;
  high_24h: string | null;
  low_24h: string | null;
  volume_24h: string | null;
  quote_volume_24h: string | null;
  change_24h: string | null;
  change_percent_24h: string | null;
  sparkline: (number | null)[];
  candles: {
    state: 'none' | 'gap_free' | 'missing' | 'failed';
    missing: number;
    failed: number;
    series: number;
    candles: number;
  };
}

export interface MarketPage {
  total: number;
  as_of: string;
  markets: MarketRow[];
}

export interface InstrumentPrices {
  instrument: { id: string; symbol: string; name: string; rank: number | null };
  aliases: string[];
  prices: {
    market: string;
    provider: string;
    symbol: string;
    quote: string;
    simulated: boolean;
    price: string | null;
    price_at: string | null;
    source: string | null;
    expected_seconds: number | null;
  }[];
}

export interface SearchResult {
  kind: 'market' | 'instrument';
  market: string | null;
  provider: string | null;
  symbol: string;
  base: string | null;
  quote: string | null;
  instrument: string | null;
  name: string | null;
  rank: number | null;
  matched: string;
  matched_as: 'symbol' | 'alias' | 'ticker' | 'name' | 'id';
  stored: boolean;
  simulated: boolean;
  state: 'listed' | 'delisted' | 'renamed' | null;
}

export interface SearchAnswer {
  query: string;
  results: SearchResult[];
  nearest: string[];
}

export interface AccountPreferences {
  theme: 'system' | 'dark' | 'light';
  palette: 'green-red' | 'blue-orange';
  density: 'comfortable' | 'compact';
  zone: string | null;
  locale: string | null;
  shortcuts: boolean;
}

export interface WatchList {
  markets: string[];
}

export type CoverageState = 'covered' | 'confirmed_empty' | 'missing' | 'failed' | 'unavailable';

export interface CoverageSpan {
  from: string;
  to: string;
  state: CoverageState;
  candles: number;
}

export interface SeriesRow {
  series_id: number;
  market: string;
  provider: string;
  symbol: string;
  interval: string;
  simulated: boolean;
  posted: boolean;
  follow: boolean;
  candles: number;
  corrections: number;
  first_open: string | null;
  last_open: string | null;
  from: string;
  to: string;
  covered_percent: string | null;
  missing: number | null;
  failed: number;
  confirmed_empty: number;
  unavailable: number;
  spans: CoverageSpan[];
  note: string | null;
}

export interface SeriesList {
  as_of: string;
  totals: { series: number; candles: number; with_missing: number };
  series: SeriesRow[];
}

export interface Gap {
  from: string;
  to: string;
  state: Exclude<CoverageState, 'covered'>;
  candles: number;
  reason: string | null;
}

export interface SeriesDetail extends SeriesRow {
  gaps: Gap[];
  gaps_total: number;
}

export interface BackfillEstimate {
  candles: number;
  stored: number;
  to_fetch: number;
  requests: number;
  seconds: number | null;
  provider: string;
  from: string;
  to: string;
  series: {
    symbol: string;
    interval: string;
    candles: number;
    stored: number;
    to_fetch: number;
    requests: number;
    available_from: string | null;
  }[];
  notes: string[];
}

export interface Venue {
  venue: string;
  name: string;
  simulated: boolean;
  state: 'ok' | 'waiting' | 'down' | 'idle';
  circuit: string;
  used: number;
  limit: number | null;
  unit: 'weight' | 'requests';
  window_seconds: number;
  resets_at: string | null;
  retry_at: string | null;
  fault: string | null;
  intervals: string[];
  keeps: number | null;
  history: string | null;
  feed: {
    state: string;
    topics: number;
    last_message: string | null;
    latency_millis: number | null;
    fault: string | null;
  } | null;
  poll: { last: string | null; next: string | null; fault: string | null; instruments: number } | null;
}

export interface CandleFrame {
  provider: string;
  market: string;
  symbol: string;
  base: string;
  quote: string;
  interval: string;
  simulated: boolean;
  from: string;
  to: string;
  first_open: string | null;
  last_open: string | null;
  times: number[];
  /** Prices and volumes are decimals as text, indicators numbers. */
  columns: { name: string; values: (string | number | null)[] }[];
  gaps: Gap[];
}

export interface Session {
  account: { id: number; username: string; is_admin: boolean } | null;
  workspace: 'account' | 'public' | null;
  may_write: boolean;
  sign_in: 'possible' | 'needs_tls';
  setup: { needs_administrator: boolean; empty: boolean };
  server: { version: string; database: string; home: string | null; time: string };
}

type NewBackfill = components['schemas']['NewBackfill'];
type BackfillReport = components['schemas']['BackfillReport'];

interface Pending {
  '/api/v1/markets': {
    get: Query<
      {
        scope?: 'all' | 'followed' | 'watched' | 'held';
        market?: string[];
        limit?: number;
        offset?: number;
      },
      MarketPage
    >;
  };
  '/api/v1/instruments/{instrument}/prices': {
    get: Path<{ instrument: string }, Record<string, never>, InstrumentPrices>;
  };
  '/api/v1/search': { get: Query<{ q: string; limit?: number }, SearchAnswer> };
  '/api/v1/account/preferences': {
    get: Query<Record<string, never>, AccountPreferences>;
    put: Write<never, AccountPreferences, AccountPreferences>;
  };
  '/api/v1/account/watch_list': {
    get: Query<Record<string, never>, WatchList>;
    put: Write<never, WatchList, WatchList>;
  };
  '/api/v1/account/watch_list/{market}': {
    put: Act<{ market: string }, WatchList>;
    delete: Act<{ market: string }, WatchList>;
  };
  '/api/v1/series': {
    get: Query<{ buckets?: number; provider?: string; symbol?: string; interval?: string }, SeriesList>;
  };
  '/api/v1/series/{id}': {
    get: Path<{ id: number }, { from?: string; to?: string; buckets?: number; limit?: number }, SeriesDetail>;
  };
  '/api/v1/backfills/estimate': { post: Write<never, NewBackfill, BackfillEstimate> };
  '/api/v1/backfills/{id}/retry': { post: Act<{ id: number }, BackfillReport> };
  '/api/v1/venues': { get: Query<Record<string, never>, Venue[]> };
  '/api/v1/candles/{symbol}/frame': {
    get: Path<
      { symbol: string },
      {
        interval: string;
        provider?: string;
        from?: string;
        to?: string;
        limit?: number;
        columns?: string;
      },
      CandleFrame
    >;
  };
  '/api/v1/session': { get: Query<Record<string, never>, Session> };
}

type Method = 'get' | 'put' | 'post' | 'delete' | 'patch';

/** The pending operations of a path that the document lacks. */
type Lacking<P extends keyof Pending & keyof paths> = {
  [
    M in keyof Pending[P] as M extends Method
      ? paths[P] extends Record<M, { responses: unknown }>
        ? never
        : M
      : never
  ]: Pending[P][M];
};

/** The document's operations of a path, and the pending ones that it lacks. */
type Merged<P extends keyof Pending> = P extends keyof paths
  ? Omit<paths[P], keyof Lacking<P>> & Lacking<P>
  : Pending[P];

/** Every path of the API. */
export type ApiPaths = Omit<paths, keyof Pending> & { [P in keyof Pending]: Merged<P> };
