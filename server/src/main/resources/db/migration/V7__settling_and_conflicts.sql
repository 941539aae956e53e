-- Covered stretches whose candles closed just before they were read have a reason; they are looked for
-- all the time and are few.
CREATE INDEX coverage_unsettled ON coverage (series_id) WHERE state = 'COVERED' AND reason IS NOT NULL;

CREATE INDEX candle_correction_newest ON candle_correction (replaced_at);

-- Another print that a venue states under the id of a stored one: kept beside it, each once.
CREATE TABLE market_print_conflict (
  provider text NOT NULL,
  base text NOT NULL,
  quote text NOT NULL,
  trade_id text NOT NULL,
  price numeric NOT NULL,
  qty numeric NOT NULL,
  taker_side text CHECK (taker_side IN ('BUY', 'SELL')),
  traded_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (provider, base, quote, trade_id, price, qty, taker_side, traded_at)
);

-- What became of the grid times of a backfill that have no candle, and which have one that was stored
-- before; null until the series' part has ended.
ALTER TABLE backfill_series
  ADD COLUMN confirmed_empty bigint,
  ADD COLUMN unavailable bigint,
  ADD COLUMN failed bigint,
  ADD COLUMN missing bigint;
