declare const unit: unique symbol;

/** A value whose unit is part of its type, so that two units do not mix. */
export type Nominal<T, Name extends string> = T & { readonly [unit]: Name };

/** A decimal as the server sends it: plain digits, maybe a sign and a point. It is never made a number. */
export type DecimalText = string;

export type Price = Nominal<DecimalText, 'Price'>;
export type Quantity = Nominal<DecimalText, 'Quantity'>;
export type Percent = Nominal<DecimalText, 'Percent'>;

/** Seconds since 1970 in UTC. */
export type UnixSeconds = Nominal<number, 'UnixSeconds'>;
/** Milliseconds since 1970 in UTC. */
export type UnixMillis = Nominal<number, 'UnixMillis'>;

/** A market of a venue, as topics name it: `BTCUSDT@binance`. */
export type MarketName = Nominal<string, 'MarketName'>;

export const unixSeconds = (value: number): UnixSeconds => value as UnixSeconds;
export const unixMillis = (value: number): UnixMillis => value as UnixMillis;

/** The parts of a market's name, or null when the text is not one. */
export function parseMarket(text: string): { symbol: string; provider: string } | null {
  const at = text.lastIndexOf('@');
  if (at < 1 || at === text.length - 1) return null;
  return { symbol: text.slice(0, at), provider: text.slice(at + 1) };
}

export const marketName = (symbol: string, provider: string): MarketName =>
  `${symbol}@${provider}` as MarketName;
