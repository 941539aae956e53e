-- What the side did that took the offer, where the venue says so.
ALTER TABLE market_print ADD COLUMN taker_side text CHECK (taker_side IN ('BUY', 'SELL'));

-- Several coins share a ticker; CoinGecko's id tells them apart. Of a ticker that no venue knows yet
-- there is one row.
ALTER TABLE instrument DROP CONSTRAINT instrument_ticker_key;
CREATE UNIQUE INDEX instrument_bare_ticker ON instrument (ticker) WHERE coingecko_id IS NULL;

-- Prices as they were polled: one row per instrument and poll, whose instant is ours.
CREATE TABLE tick (
  tick_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  instrument_id bigint NOT NULL REFERENCES instrument ON DELETE CASCADE,
  quote text NOT NULL,
  source text NOT NULL,
  polled_at timestamptz NOT NULL,
  price numeric NOT NULL CHECK (price > 0),
  UNIQUE (instrument_id, quote, source, polled_at)
);
CREATE INDEX tick_newest ON tick (polled_at, tick_id);
CREATE INDEX tick_of_instrument ON tick (instrument_id, polled_at, tick_id);

CREATE TABLE tick_count (
  instrument_id bigint PRIMARY KEY REFERENCES instrument ON DELETE CASCADE,
  ticks bigint NOT NULL
);

-- Targets of the settings that were activated once; switching one off lasts over a restart.
CREATE TABLE poll_target (
  coingecko_id text PRIMARY KEY
);

-- The dictionary of charts: price points of a venue that has no candles.
CREATE TABLE chart (
  chart_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  coingecko_id text NOT NULL,
  currency text NOT NULL,
  granularity text NOT NULL,
  -- From here to the last answer nothing is missing; NULL before the first.
  whole_from timestamptz,
  asked_at timestamptz,
  UNIQUE (provider, coingecko_id, currency, granularity)
);

-- `running` marks the newest price of the last answer: it lies off the grid and the next answer
-- replaces it.
CREATE TABLE chart_point (
  chart_id integer NOT NULL REFERENCES chart ON DELETE CASCADE,
  point_time timestamptz NOT NULL,
  price numeric NOT NULL CHECK (price > 0),
  running boolean NOT NULL DEFAULT false,
  PRIMARY KEY (chart_id, point_time)
);
