import type { DecimalText } from '@/lib/units';

/** A polled price. */
export interface TickData {
  symbol: string;
  instrument: string;
  price: DecimalText;
  quote: string;
  source: string;
  timestamp: string;
}

/** The running candle, or a closed one. */
export interface CandleData {
  provider: string;
  symbol: string;
  interval: string;
  open_time: string;
  open: DecimalText;
  high: DecimalText;
  low: DecimalText;
  close: DecimalText;
  volume: DecimalText;
  close_time: string;
  trades: number;
  quote_volume: DecimalText | null;
  taker_base_volume: DecimalText | null;
  taker_quote_volume: DecimalText | null;
  closed: boolean;
}

/** A trade at a venue. */
export interface PrintData {
  provider: string;
  symbol: string;
  trade_id: string | null;
  price: DecimalText;
  qty: DecimalText;
  timestamp: string;
  side: 'BUY' | 'SELL' | null;
}

/** The last price at a venue, with figures of the last 24 hours. */
export interface LastData {
  provider: string;
  symbol: string;
  price: DecimalText;
  timestamp: string;
  open_24h: DecimalText | null;
  high_24h: DecimalText | null;
  low_24h: DecimalText | null;
  volume_24h: DecimalText | null;
  change_24h?: DecimalText | null;
  change_percent_24h?: DecimalText | null;
}

/** What a topic's updates hold. Names of markets end with the venue: `last:BTCUSDT@binance`. */
export type TopicData<T extends string> = T extends `ticks:${string}`
  ? TickData
  : T extends `candles:${string}`
    ? CandleData
    : T extends `prints:${string}`
      ? PrintData
      : T extends `last:${string}`
        ? LastData
        : unknown;

export interface Update {
  readonly topic: string;
  readonly data: unknown;
}

export type ServerMessage =
  | { readonly type: 'welcome'; readonly cursor: string; readonly heartbeat_seconds: number }
  | {
      readonly type: 'subscribed';
      readonly id: number | null;
      readonly topics: readonly string[];
      readonly resumed: boolean;
    }
  | { readonly type: 'snapshot'; readonly cursor: string; readonly updates: readonly Update[] }
  | {
      readonly type: 'update';
      readonly cursor: string;
      readonly updates: readonly Update[];
      readonly lost?: number;
    }
  | { readonly type: 'heartbeat'; readonly cursor: string }
  | { readonly type: 'pong'; readonly id: number | null }
  | {
      readonly type: 'error';
      readonly id: number | null;
      readonly error: {
        readonly message: string;
        readonly details?: { readonly errors?: readonly { field: string; message: string }[] };
      };
    }
  | { readonly type: 'closing'; readonly code: number; readonly reason: string };

const DECIMALS =
  /"(open|high|low|close|volume|quote_volume|taker_base_volume|taker_quote_volume|price|qty|open_24h|high_24h|low_24h|volume_24h|change_24h|change_percent_24h)":(-?\d[\d.eE+-]*)/g;

/**
 * A message of the server. Its market figures are exact decimals printed as JSON numbers, which JavaScript would
 * round; they become text before the message is parsed. (A quote inside a string is escaped, so that the pattern
 * finds names of fields only.)
 */
export const parseMessage = (text: string): ServerMessage =>
  JSON.parse(text.replace(DECIMALS, '"$1":"$2"')) as ServerMessage;
