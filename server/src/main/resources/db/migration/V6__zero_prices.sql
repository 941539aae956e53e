-- What was given costs nothing, and a coin can go to nothing.
ALTER TABLE ledger_transaction
  DROP CONSTRAINT ledger_transaction_price_check,
  ADD CONSTRAINT ledger_transaction_price_check
    CHECK (price >= 0 AND price < 1e20 AND scale(price) <= 18);
ALTER TABLE journal_position
  DROP CONSTRAINT journal_position_exit_price_check,
  ADD CONSTRAINT journal_position_exit_price_check
    CHECK (exit_price >= 0 AND exit_price < 1e20 AND scale(exit_price) <= 18);
