-- The answers of writing operations that came with an Idempotency-Key, for a day: the same request under the
-- same key gets the stored answer. Key, request and answer are here as keyed hashes and cipher text only.
-- Where the operation is one transaction its row is written in it, with the answer. Otherwise the row is
-- claimed first, and has no answer until the operation ends or its claim does.
CREATE TABLE idempotency_key (
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  key_hash bytea NOT NULL,
  request_hash bytea NOT NULL,
  answer bytea,
  claimed_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (account_id, key_hash)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CALL protect_account_table('idempotency_key');

-- Of all accounts, whichever a transaction speaks for.
CREATE FUNCTION remove_expired_idempotency_keys(age interval) RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    WITH removed AS (
      DELETE FROM idempotency_key WHERE created_at < clock_timestamp() - age RETURNING 1
    )
    SELECT count(*) FROM removed;
  END;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'candlewick_app' AND pg_has_role(oid, 'SET')) THEN
    REVOKE ALL ON idempotency_key FROM candlewick_admin;
    REVOKE EXECUTE ON FUNCTION remove_expired_idempotency_keys(interval) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION remove_expired_idempotency_keys(interval) TO candlewick_app;
  END IF;
END
$$;

-- Hashes of passwords that a process with a Turkish locale stored have a dotless i in their algorithm's name.
UPDATE account SET password_hash = replace(password_hash, '$argon2ıd$', '$argon2id$')
WHERE password_hash LIKE '$argon2ıd$%';
