-- The symbols whose prints are kept as a venue tells them.
CREATE TABLE print_feed (
  provider text NOT NULL,
  base text NOT NULL,
  quote text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, base, quote)
);
