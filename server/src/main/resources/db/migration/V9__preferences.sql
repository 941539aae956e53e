-- How an account wants the pages of the user interface to look. An account without a row has the defaults.
CREATE TABLE preference (
  account_id bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  theme text NOT NULL CHECK (theme IN ('system', 'dark', 'light')),
  palette text NOT NULL CHECK (palette IN ('green-red', 'blue-orange')),
  density text NOT NULL CHECK (density IN ('comfortable', 'compact')),
  zone text,
  locale text,
  shortcuts boolean NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_account_table('preference');

-- The markets that an account watches, in its order, each as `BTCUSDT@binance`.
CREATE TABLE watch_list (
  account_id bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  markets text[] NOT NULL CHECK (cardinality(markets) <= 200),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_account_table('watch_list');

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app' AND pg_has_role(oid, 'SET')) THEN
    REVOKE ALL ON preference, watch_list FROM candlewick_admin;
  END IF;
END
$$;
