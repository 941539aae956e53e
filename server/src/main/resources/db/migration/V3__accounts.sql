-- People, and the public workspace (0) that callers of this machine share without credentials.
CREATE TABLE account (
  account_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text UNIQUE CHECK (username ~ '^[a-z0-9_-]{3,50}$'),
  password_hash text,
  is_admin boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  -- Access tokens that were issued earlier do not hold any more.
  credentials_since timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((username IS NULL) = (account_id = 0)),
  CHECK ((password_hash IS NULL) = (account_id = 0))
);
INSERT INTO account (account_id) OVERRIDING SYSTEM VALUE VALUES (0);

-- A browser that is signed in. Of a session and of an API token only the SHA-256 is kept.
CREATE TABLE browser_session (
  session_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  secret_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  address text,
  agent text
);
CREATE INDEX browser_session_account ON browser_session (account_id, session_id);

-- `issued`: made by name and password for a program, not by hand; the oldest of these give way.
CREATE TABLE api_token (
  token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  name text NOT NULL,
  issued boolean NOT NULL DEFAULT false,
  secret_hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  last_address text
);
CREATE INDEX api_token_account ON api_token (account_id, token_id);

-- Access tokens that were signed out before they ran out.
CREATE TABLE revoked_access_token (
  jti text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

-- What all processes of this database share and nobody reads out: the key of the access tokens.
CREATE TABLE server_secret (
  name text PRIMARY KEY,
  value bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Who did what to whose account. It outlives the account and is never changed.
CREATE TABLE audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id bigint,
  actor_id bigint,
  actor text NOT NULL,
  credential text NOT NULL,
  action text NOT NULL,
  target text,
  details jsonb NOT NULL DEFAULT '{}',
  address text
);
CREATE INDEX audit_account ON audit (account_id, audit_id);
CREATE INDEX audit_actor ON audit (actor_id, audit_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END
$$;
CREATE TRIGGER audit_is_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A login that may not act as the application's role, be it that there is none or that another database
-- of this server made it, works as the owner itself: then the claim binds it, and only what claims no
-- account (a backup, a migration) sees all rows.
CREATE OR REPLACE PROCEDURE protect_account_table(target regclass)
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app' AND pg_has_role(oid, 'SET')) THEN
    EXECUTE format('CREATE POLICY owner_all ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
    EXECUTE format(
      'CREATE POLICY own_rows ON %s TO candlewick_app USING (account_id = current_account())'
      ' WITH CHECK (account_id = current_account())', target);
    EXECUTE format(
      'CREATE POLICY admin_reads ON %s FOR SELECT TO candlewick_admin USING (true)', target);
  ELSE
    EXECUTE format(
      'CREATE POLICY own_rows ON %s TO CURRENT_USER USING (coalesce(account_id = current_account(), true))'
      ' WITH CHECK (coalesce(account_id = current_account(), true))', target);
  END IF;
END
$$;

-- What an account did with an instrument, in the order (executed_at, sequence, transaction_id). What
-- is replaced is voided and stays.
CREATE TABLE ledger_transaction (
  transaction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  instrument_id bigint NOT NULL REFERENCES instrument,
  kind text NOT NULL CHECK (kind IN ('OPENING', 'BUY', 'SELL')),
  executed_at timestamptz NOT NULL,
  sequence integer NOT NULL DEFAULT 0,
  quantity numeric NOT NULL CHECK (quantity >= 0 AND quantity < 1e20 AND scale(quantity) <= 18),
  price numeric NOT NULL CHECK (price > 0 AND price < 1e20 AND scale(price) <= 18),
  fee numeric NOT NULL DEFAULT 0 CHECK (fee >= 0 AND fee < 1e20 AND scale(fee) <= 18),
  currency text NOT NULL DEFAULT 'USD',
  created_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz
);
CREATE UNIQUE INDEX ledger_one_opening ON ledger_transaction (account_id, instrument_id)
  WHERE kind = 'OPENING' AND voided_at IS NULL;
CREATE INDEX ledger_replay ON ledger_transaction
  (account_id, instrument_id, executed_at, sequence, transaction_id) WHERE voided_at IS NULL;
CREATE INDEX ledger_held ON ledger_transaction (instrument_id) WHERE voided_at IS NULL;
CALL protect_account_table('ledger_transaction');

-- What somebody switched off on purpose is not polled even when it is held.
ALTER TABLE instrument ADD COLUMN switched_off boolean NOT NULL DEFAULT false;

-- What anybody holds, without whose it is: the price poll asks for these too.
CREATE FUNCTION held_instruments() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT DISTINCT instrument_id FROM ledger_transaction
    WHERE voided_at IS NULL AND quantity > 0;
  END;

-- The positions of a journal; they never move holdings.
CREATE TABLE journal_position (
  position_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  base text NOT NULL,
  quote text NOT NULL,
  side text NOT NULL CHECK (side IN ('BUY', 'SELL')),
  quantity numeric NOT NULL CHECK (quantity > 0 AND quantity < 1e20 AND scale(quantity) <= 18),
  entry_price numeric NOT NULL
    CHECK (entry_price > 0 AND entry_price < 1e20 AND scale(entry_price) <= 18),
  exit_price numeric CHECK (exit_price > 0 AND exit_price < 1e20 AND scale(exit_price) <= 18),
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'CLOSED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  CHECK ((status = 'CLOSED') = (exit_price IS NOT NULL)),
  CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE INDEX journal_newest ON journal_position (account_id, position_id);
CREATE INDEX journal_newest_of_status ON journal_position (account_id, status, position_id);
CREATE INDEX journal_newest_of_symbol ON journal_position (account_id, base, quote, position_id);
CALL protect_account_table('journal_position');

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app' AND pg_has_role(oid, 'SET')) THEN
    REVOKE UPDATE, DELETE ON audit FROM candlewick_app;
    REVOKE ALL ON server_secret, browser_session, api_token, revoked_access_token, account
      FROM candlewick_admin;
    GRANT SELECT (account_id, username, is_admin, disabled_at, created_at) ON account TO candlewick_admin;
    REVOKE EXECUTE ON FUNCTION held_instruments() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION held_instruments() TO candlewick_app;
  ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app') THEN
    -- The roles are another database's, whose logins must not get at this one through them.
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM candlewick_app, candlewick_admin;
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM candlewick_app, candlewick_admin;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM candlewick_app, candlewick_admin;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM candlewick_app;
  END IF;
END
$$;
