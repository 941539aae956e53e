-- When each venue's listing was had last, and the currencies of a venue without markets.
CREATE TABLE listing (
  provider text PRIMARY KEY,
  listed_at timestamptz NOT NULL,
  currencies text[] NOT NULL DEFAULT '{}',
  -- When what was stored under other names than the listing's was put right; NULL before that.
  repaired_at timestamptz
);

-- CoinGecko's list: every coin that may be named, held or not.
CREATE TABLE listed_instrument (
  coingecko_id text PRIMARY KEY,
  ticker text NOT NULL,
  name text NOT NULL,
  market_cap_rank integer,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL
);
CREATE INDEX listed_instrument_ticker ON listed_instrument (ticker);

-- What venues list. A market that ended keeps its row, and so its name.
CREATE TABLE market (
  market_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  venue_symbol text NOT NULL,
  base text NOT NULL,
  quote text NOT NULL,
  aliases text[] NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('LISTED', 'DELISTED', 'RENAMED')),
  renamed_to text,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  UNIQUE (provider, venue_symbol),
  CHECK ((state = 'RENAMED') = (renamed_to IS NOT NULL))
);
CREATE INDEX market_parts ON market (provider, base, quote);

-- What was found under a wrong name, and what became of it.
CREATE TABLE name_repair (
  name_repair_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repaired_at timestamptz NOT NULL DEFAULT now(),
  subject text NOT NULL,
  old_name text NOT NULL,
  new_name text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('RENAMED', 'MERGED')),
  details jsonb NOT NULL DEFAULT '{}'
);

-- Moves the candles of one series into another of the same interval. Where both have a candle that
-- differs, the one stored later wins and the other becomes a correction. Answers how many candles
-- were moved, how many were the same, and how many differed.
CREATE FUNCTION merge_series(source integer, target integer)
  RETURNS TABLE (moved bigint, same bigint, differing bigint)
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1, least(source, target));
  PERFORM pg_advisory_xact_lock(1, greatest(source, target));
  SELECT count(*) FILTER (WHERE a IS NOT DISTINCT FROM b), count(*) FILTER (WHERE a IS DISTINCT FROM b)
    INTO same, differing
    FROM (
      SELECT
        (s.open, s.high, s.low, s.close, s.volume, s.close_time, s.trades, s.quote_volume,
          s.taker_base_volume, s.taker_quote_volume) AS a,
        (t.open, t.high, t.low, t.close, t.volume, t.close_time, t.trades, t.quote_volume,
          t.taker_base_volume, t.taker_quote_volume) AS b
      FROM candle_row s
      JOIN candle_row t ON t.series_id = target AND t.open_time = s.open_time
      WHERE s.series_id = source) pairs;
  INSERT INTO candle_correction (series_id, trades, open_time, close_time, created_at, open, high, low,
      close, volume, quote_volume, taker_base_volume, taker_quote_volume)
    SELECT target, o.trades, o.open_time, o.close_time, o.created_at, o.open, o.high, o.low, o.close,
      o.volume, o.quote_volume, o.taker_base_volume, o.taker_quote_volume
    FROM candle_row s
    JOIN candle_row t ON t.series_id = target AND t.open_time = s.open_time
    JOIN candle_row o ON o.open_time = s.open_time
      AND o.series_id = CASE WHEN s.created_at > t.created_at THEN target ELSE source END
    WHERE s.series_id = source
      AND (s.open, s.high, s.low, s.close, s.volume, s.close_time, s.trades, s.quote_volume,
          s.taker_base_volume, s.taker_quote_volume)
        IS DISTINCT FROM
        (t.open, t.high, t.low, t.close, t.volume, t.close_time, t.trades, t.quote_volume,
          t.taker_base_volume, t.taker_quote_volume);
  DELETE FROM candle_row t USING candle_row s
    WHERE t.series_id = target AND s.series_id = source AND s.open_time = t.open_time
      AND s.created_at > t.created_at;
  INSERT INTO candle_row (series_id, trades, open_time, close_time, created_at, open, high, low, close,
      volume, quote_volume, taker_base_volume, taker_quote_volume)
    SELECT target, s.trades, s.open_time, s.close_time, s.created_at, s.open, s.high, s.low, s.close,
      s.volume, s.quote_volume, s.taker_base_volume, s.taker_quote_volume
    FROM candle_row s WHERE s.series_id = source
    ON CONFLICT DO NOTHING;
  SELECT count(*) - same - differing INTO moved FROM candle_row WHERE series_id = source;
  DELETE FROM candle_row WHERE series_id = source;
  UPDATE candle_correction SET series_id = target WHERE series_id = source;
  -- Stretches that both know keep what the target says; what neither says is fetched again.
  INSERT INTO coverage (series_id, from_time, to_time, state, reason, checked_at)
    SELECT target, c.from_time, c.to_time, c.state, c.reason, c.checked_at
    FROM coverage c
    WHERE c.series_id = source
      AND NOT EXISTS (
        SELECT FROM coverage t WHERE t.series_id = target
          AND t.from_time < c.to_time AND c.from_time < t.to_time);
  DELETE FROM backfill_series b WHERE b.series_id = source
    AND EXISTS (SELECT FROM backfill_series t
      WHERE t.backfill_id = b.backfill_id AND t.series_id = target);
  UPDATE backfill_series SET series_id = target WHERE series_id = source;
  UPDATE series t SET
      follow = t.follow OR s.follow,
      anchor = coalesce(t.anchor, s.anchor),
      candle_count = (SELECT count(*) FROM candle_row c WHERE c.series_id = target),
      correction_count = (SELECT count(*) FROM candle_correction c WHERE c.series_id = target),
      first_open = (SELECT min(open_time) FROM candle_row c WHERE c.series_id = target),
      last_open = (SELECT max(open_time) FROM candle_row c WHERE c.series_id = target)
    FROM series s WHERE t.series_id = target AND s.series_id = source;
  DELETE FROM series WHERE series_id = source;
  RETURN NEXT;
END
$$;

-- A posted symbol is one series by any of its spellings.
DO $$
DECLARE
  pair record;
BEGIN
  FOR pair IN
    SELECT s.series_id AS source, min(t.series_id) AS target
    FROM series s
    JOIN series t ON t.provider = 'posted' AND t.symbol = s.symbol AND t.interval = s.interval
      AND t.series_id < s.series_id
    WHERE s.provider = 'posted'
    GROUP BY s.series_id ORDER BY s.series_id
  LOOP
    PERFORM merge_series(pair.source, pair.target);
  END LOOP;
END
$$;
CREATE UNIQUE INDEX series_posted ON series (symbol, interval) WHERE provider = 'posted';
