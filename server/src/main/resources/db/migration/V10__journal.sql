-- The time of the trade where its owner states it, else null: that of the record; and the owner's remarks.
ALTER TABLE journal_position
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
  ADD COLUMN tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
  ADD CHECK (closed_at >= coalesce(opened_at, created_at));
CREATE INDEX journal_newest_closed ON journal_position (account_id, closed_at, position_id)
  WHERE status = 'CLOSED';

-- Deleted positions, which their owner can restore for a while.
CREATE TABLE deleted_position (
  position_id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  base text NOT NULL,
  quote text NOT NULL,
  side text NOT NULL,
  quantity numeric NOT NULL,
  entry_price numeric NOT NULL,
  exit_price numeric,
  status text NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  opened_at timestamptz,
  notes text NOT NULL,
  tags text[] NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX deleted_position_age ON deleted_position (account_id, deleted_at);
CALL protect_account_table('deleted_position');

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app' AND pg_has_role(oid, 'SET')) THEN
    REVOKE ALL ON deleted_position FROM candlewick_admin;
  END IF;
END
$$;
