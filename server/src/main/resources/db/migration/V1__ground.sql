-- Roles. Every transaction of the application runs as candlewick_app; the administrator's reads as
-- candlewick_admin. A login without CREATEROLE goes on without them, and the start says so.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['candlewick_app', 'candlewick_admin'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN RAISE WARNING 'no right to create the role %', wanted;
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE', wanted);
    EXCEPTION
      WHEN insufficient_privilege OR undefined_object THEN
        RAISE WARNING 'no right to use the role %', wanted;
    END;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app') THEN
    GRANT USAGE ON SCHEMA public TO candlewick_app, candlewick_admin;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO candlewick_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO candlewick_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO candlewick_admin;
  END IF;
END
$$;

-- The account a transaction speaks for; NULL when it speaks for none. After a transaction the setting
-- is '', not NULL.
CREATE FUNCTION current_account() RETURNS bigint
  LANGUAGE sql STABLE
  RETURN nullif(current_setting('app.account_id', true), '')::bigint;

-- The shape of every account's table: its rows are seen and written only by the transaction that
-- speaks for the account. FORCE binds an owner who is no superuser too, so the owner has a policy of
-- its own, for backups and data migrations.
CREATE PROCEDURE protect_account_table(target regclass)
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner_all ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app') THEN
    EXECUTE format(
      'CREATE POLICY own_rows ON %s TO candlewick_app USING (account_id = current_account())'
      ' WITH CHECK (account_id = current_account())', target);
    EXECUTE format(
      'CREATE POLICY admin_reads ON %s FOR SELECT TO candlewick_admin USING (true)', target);
  END IF;
END
$$;

CREATE TABLE instrument (
  instrument_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  coingecko_id text UNIQUE,
  ticker text NOT NULL UNIQUE,
  name text NOT NULL,
  is_active boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The dictionary of series. `rank` orders the sources of one symbol and interval: a venue before what
-- people post; 9, the simulated market, never stands in for another.
CREATE TABLE series (
  series_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  base text NOT NULL,
  quote text NOT NULL,
  symbol text NOT NULL GENERATED ALWAYS AS (base || quote) STORED,
  interval text NOT NULL,
  rank smallint NOT NULL,
  anchor timestamptz,
  follow boolean NOT NULL DEFAULT false,
  candle_count bigint NOT NULL DEFAULT 0,
  correction_count bigint NOT NULL DEFAULT 0,
  first_open timestamptz,
  last_open timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider, base, quote, interval)
);
CREATE INDEX series_symbol ON series (symbol, interval);

CREATE TABLE candle_row (
  series_id integer NOT NULL,
  trades integer NOT NULL,
  open_time timestamptz NOT NULL,
  close_time timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  open numeric NOT NULL,
  high numeric NOT NULL,
  low numeric NOT NULL,
  close numeric NOT NULL,
  volume numeric NOT NULL,
  quote_volume numeric,
  taker_base_volume numeric,
  taker_quote_volume numeric,
  PRIMARY KEY (series_id, open_time)
) PARTITION BY RANGE (open_time);

DO $$
BEGIN
  FOR year IN 2009..2040 LOOP
    EXECUTE format(
      'CREATE TABLE candle_row_%s PARTITION OF candle_row FOR VALUES FROM (%L) TO (%L)',
      year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z');
  END LOOP;
END
$$;

-- What a candle said before the venue corrected it.
CREATE TABLE candle_correction (
  series_id integer NOT NULL REFERENCES series ON DELETE CASCADE,
  trades integer NOT NULL,
  open_time timestamptz NOT NULL,
  close_time timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  open numeric NOT NULL,
  high numeric NOT NULL,
  low numeric NOT NULL,
  close numeric NOT NULL,
  volume numeric NOT NULL,
  quote_volume numeric,
  taker_base_volume numeric,
  taker_quote_volume numeric,
  replaced_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX candle_correction_series ON candle_correction (series_id, open_time);

-- One row per symbol, interval and open time, in document 004's columns: the best source wins.
CREATE VIEW candle WITH (security_invoker = true) AS
SELECT
  (s.series_id::bigint << 34) + extract(epoch FROM c.open_time)::bigint AS id,
  s.symbol, s.interval, c.open_time, c.open, c.high, c.low, c.close, c.volume, c.close_time, c.trades,
  c.quote_volume, c.taker_base_volume, c.taker_quote_volume, c.created_at, s.provider
FROM series s
JOIN candle_row c USING (series_id)
WHERE s.rank < 9
  AND NOT EXISTS (
    SELECT FROM series b
    JOIN candle_row w ON w.series_id = b.series_id
    WHERE b.symbol = s.symbol AND b.interval = s.interval
      AND (b.rank, b.series_id) < (s.rank, s.series_id)
      AND w.open_time = c.open_time);

-- What is known of every stretch of a series; stretches of one series never overlap.
CREATE TABLE coverage (
  series_id integer NOT NULL REFERENCES series ON DELETE CASCADE,
  from_time timestamptz NOT NULL,
  to_time timestamptz NOT NULL,
  state text NOT NULL
    CHECK (state IN ('COVERED', 'MISSING', 'CONFIRMED_EMPTY', 'UNAVAILABLE', 'FAILED')),
  reason text,
  checked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (series_id, from_time),
  CHECK (from_time < to_time)
);

-- Trades of a market, as posted or as a venue printed them. A venue's are keyed by its trade id,
-- because many share a millisecond; posted ones without an id by symbol and time.
CREATE TABLE market_print (
  print_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  base text NOT NULL,
  quote text NOT NULL,
  symbol text NOT NULL GENERATED ALWAYS AS (base || quote) STORED,
  trade_id text,
  price numeric NOT NULL CHECK (price > 0),
  qty numeric NOT NULL CHECK (qty > 0),
  traded_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX market_print_venue ON market_print (provider, symbol, trade_id)
  WHERE trade_id IS NOT NULL;
CREATE UNIQUE INDEX market_print_posted ON market_print (symbol, traded_at) WHERE trade_id IS NULL;
CREATE INDEX market_print_newest ON market_print (traded_at, print_id);
CREATE INDEX market_print_symbol ON market_print (symbol, traded_at, print_id);

CREATE TABLE market_print_count (
  symbol text PRIMARY KEY,
  prints bigint NOT NULL
);

CREATE TABLE backfill (
  backfill_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  from_time timestamptz NOT NULL,
  to_time timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'QUEUED'
    CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  cancel_requested boolean NOT NULL DEFAULT false,
  follow boolean NOT NULL DEFAULT false,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX backfill_open ON backfill (backfill_id) WHERE state IN ('QUEUED', 'RUNNING');

-- A backfill's progress in one series; everything before `checkpoint` is settled.
CREATE TABLE backfill_series (
  backfill_id bigint NOT NULL REFERENCES backfill ON DELETE CASCADE,
  series_id integer NOT NULL REFERENCES series ON DELETE CASCADE,
  checkpoint timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'QUEUED'
    CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  total bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  inserted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  corrected bigint NOT NULL DEFAULT 0,
  requests bigint NOT NULL DEFAULT 0,
  error text,
  PRIMARY KEY (backfill_id, series_id)
);

-- What all processes of this database know of a venue's budget and bans.
CREATE TABLE venue (
  venue text PRIMARY KEY,
  minute timestamptz NOT NULL DEFAULT 'epoch',
  used_weight integer NOT NULL DEFAULT 0,
  held_until timestamptz,
  hold_reason text
);
