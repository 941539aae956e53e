package dev.candlewick.settings;

/// The names of the settings, each with its default text. A default is written here only;
/// `.env.example` repeats it and a test compares the two.
enum Key {
  HOST("127.0.0.1"),
  PORT("8000"),
  CORS_ORIGINS(""),
  TRUSTED_PROXIES(""),
  /// Unset: the root.
  BASE_PATH(""),
  ANONYMOUS_WRITES("loopback"),
  ALLOW_INSECURE("false"),
  INSECURE_SIGN_IN("false"),
  JWT_SECRET("", true),
  ACCESS_TOKEN_EXPIRE_MINUTES("30"),
  METRICS("local"),
  LOG_FORMAT("text"),
  HTTP_HEAD_TIMEOUT("10s"),
  HTTP_BODY_TIMEOUT("30s"),

  CANDLEWICK_HOME("~/.candlewick"),

  DATABASE_URL("", true),
  DATABASE_OWNER_URL("", true),
  POSTGRES_HOST(""),
  POSTGRES_PORT("5432"),
  POSTGRES_USER("postgres"),
  POSTGRES_PASSWORD("", true),
  /// Unset: the name of the user, as in PostgreSQL itself.
  POSTGRES_DB(""),

  BINANCE_BASE_URL("https://api.binance.com"),
  /// Has its default only while `BINANCE_BASE_URL` is unset.
  BINANCE_FALLBACK_URL("https://data-api.binance.vision"),
  CRYPTO_API_BASE_URL("https://api.coingecko.com/api/v3"),
  COINGECKO_API_KEY("", true),
  COINGECKO_RATE("25"),
  KRAKEN_BASE_URL("https://api.kraken.com"),
  COINBASE_BASE_URL("https://api.exchange.coinbase.com"),
  /// Each has its default only while the base URL of its venue is unset.
  BINANCE_STREAM_URL("wss://data-stream.binance.vision"),
  KRAKEN_STREAM_URL("wss://ws.kraken.com/v2"),
  COINBASE_STREAM_URL("wss://ws-feed.exchange.coinbase.com"),
  REQUEST_TIMEOUT("20s"),
  PROVIDER_ORDER("binance,coinbase,kraken,coingecko"),

  TARGET_ASSETS("bitcoin,ethereum,solana"),
  POLL_INTERVAL("60s"),
  PRICE_PROVIDER("coingecko"),
  /// Unset: prices are kept for ever.
  PRICE_RETENTION(""),
  /// Unset: prices are never downsampled.
  PRICE_THIN_AFTER(""),
  PRICE_THIN_TO("1h"),

  STREAM_CONNECTIONS("20000"),
  STREAM_CONNECTIONS_PER_ACCOUNT("100"),
  STREAM_CONNECTIONS_PER_ADDRESS("1000"),
  STREAM_FLUSH("100ms"),

  DEFAULT_INTERVAL("15m"),
  MAX_CANDLES("1000"),
  BACKFILL_PARALLEL("4");

  private final String defaultValue;
  private final boolean secret;

  Key(String defaultValue) {
    this(defaultValue, false);
  }

  Key(String defaultValue, boolean secret) {
    this.defaultValue = defaultValue;
    this.secret = secret;
  }

  /// Returns the text used when the key is unset; empty when there is none.
  String defaultValue() {
    return defaultValue;
  }

  /// Returns whether messages must not show the value.
  boolean secret() {
    return secret;
  }
}
