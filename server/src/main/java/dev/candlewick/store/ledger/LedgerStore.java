package dev.candlewick.store.ledger;

import dev.candlewick.identity.Actor;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.ledger.Transaction.Kind;
import dev.candlewick.market.Decimals;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.AuditStore.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The transactions of accounts. A replaced or deleted transaction is voided and stays; each change
/// and its entry in the audit log are one transaction, and listeners are notified of it.
public final class LedgerStore {
  private static final String SELECT =
      "select transaction_id, instrument_id, kind, quantity, price, fee, executed_at, sequence"
          + " from ledger_transaction where account_id = :account and voided_at is null";

  private static final String RESTORABLE =
      " and kind = 'OPENING' and voided_at >= " + PositionStore.RESTORABLE_SINCE;
  private static final String RESTORE =
      "update ledger_transaction set voided_at = null where account_id = :account"
          + " and transaction_id = (select transaction_id from ledger_transaction"
          + " where account_id = :account and instrument_id = :instrument"
          + RESTORABLE
          + " order by voided_at desc limit 1) returning quantity, price";

  private static final RowMapper<Transaction> MAPPER =
      (row, context) ->
          new Transaction(
              row.getLong("transaction_id"),
              row.getLong("instrument_id"),
              Kind.valueOf(row.getString("kind")),
              row.getBigDecimal("quantity"),
              row.getBigDecimal("price"),
              row.getBigDecimal("fee"),
              Times.required(row, "executed_at"),
              row.getInt("sequence"));

  private final Database database;

  public LedgerStore(Database database) {
    this.database = database;
  }

  /// An instrument by its number, and its name in the audit log.
  public record Asset(long instrumentId, String ticker) {}

  /// A quantity and the price per unit.
  ///
  /// @param quantity 0 or more
  /// @param price 0 or more, US dollars
  public record Lot(BigDecimal quantity, BigDecimal price) {}

  /// The outcome of a change, and the valid transactions of the asset after it.
  public record ChangeResult(Outcome outcome, List<Transaction> transactions) {}

  /// The outcome of a change.
  public enum Outcome {
    DONE,
    /// There is no such asset.
    ABSENT,
    /// The account has it already.
    PRESENT,
    /// The asset has other transactions than its opening, which the change would contradict.
    HAS_OTHER_TRANSACTIONS
  }

  /// Returns all transactions of an account that are not voided.
  public List<Transaction> findAll(long accountId) {
    return database.read(
        accountId,
        "cannot read the transactions",
        handle -> handle.createQuery(SELECT).bind("account", accountId).map(MAPPER).list());
  }

  /// Returns the instruments an account has transactions of.
  public Set<Long> findInstruments(long accountId) {
    return database.read(
        accountId,
        "cannot list the instruments of an account",
        handle ->
            handle
                .createQuery(
                    "select distinct instrument_id from ledger_transaction"
                        + " where account_id = :account and voided_at is null")
                .bind("account", accountId)
                .mapTo(Long.class)
                .set());
  }

  /// Returns the transactions of one instrument that are not voided.
  public List<Transaction> findByInstrument(long accountId, long instrumentId) {
    return database.read(
        accountId,
        "cannot read the transactions of instrument " + instrumentId,
        handle -> findByInstrument(handle, accountId, instrumentId));
  }

  private static List<Transaction> findByInstrument(
      Handle handle, long accountId, long instrumentId) {
    return handle
        .createQuery(SELECT + " and instrument_id = :instrument order by transaction_id")
        .bind("account", accountId)
        .bind("instrument", instrumentId)
        .map(MAPPER)
        .list();
  }

  /// Creates the opening of an asset, unless the account has transactions of it.
  public ChangeResult open(Actor actor, Asset asset, Lot lot, Instant at) {
    return changeLocked(
        actor,
        asset,
        (handle, existing) -> {
          if (!existing.isEmpty()) return Outcome.PRESENT;
          insert(handle, actor.accountId(), asset, lot, at);
          audit(handle, actor, "asset.create", asset, lotDetails(lot));
          return Outcome.DONE;
        });
  }

  /// Voids the opening and inserts another in its place, at the same instant.
  ///
  /// @param change maps the old lot to the new one
  public ChangeResult replace(Actor actor, Asset asset, UnaryOperator<Lot> change) {
    return changeOpening(
        actor,
        asset,
        (handle, opening) -> {
          Lot before = new Lot(opening.quantity(), opening.price());
          Lot after = change.apply(before);
          saveVoided(handle, opening.id());
          insert(handle, actor.accountId(), asset, after, opening.executedAt());
          Map<String, String> details =
              Map.of(
                  "quantity", Decimals.plain(after.quantity()),
                  "average_buy_price", Decimals.plain(after.price()),
                  "quantity_before", Decimals.plain(before.quantity()),
                  "average_buy_price_before", Decimals.plain(before.price()));
          audit(handle, actor, "asset.change", asset, details);
        });
  }

  /// Voids the opening.
  public ChangeResult delete(Actor actor, Asset asset) {
    return changeOpening(
        actor,
        asset,
        (handle, opening) -> {
          saveVoided(handle, opening.id());
          Lot before = new Lot(opening.quantity(), opening.price());
          audit(handle, actor, "asset.delete", asset, lotDetails(before));
        });
  }

  /// Makes the opening valid again that was voided last, within the last seven days.
  public ChangeResult restore(Actor actor, Asset asset) {
    return changeLocked(
        actor,
        asset,
        (handle, existing) -> {
          if (!existing.isEmpty()) return Outcome.PRESENT;
          Optional<Lot> restored =
              handle
                  .createQuery(RESTORE)
                  .bind("account", actor.accountId())
                  .bind("instrument", asset.instrumentId())
                  .map((row, context) ->
                      new Lot(row.getBigDecimal("quantity"), row.getBigDecimal("price")))
                  .findOne();
          if (restored.isEmpty()) return Outcome.ABSENT;
          audit(handle, actor, "asset.restore", asset, lotDetails(restored.get()));
          return Outcome.DONE;
        });
  }

  /// Returns the instruments whose deletion can be undone.
  public Set<Long> findRestorable(long accountId) {
    return database.read(
        accountId,
        "cannot list the deleted instruments of an account",
        handle ->
            handle
                .createQuery(
                    "select distinct instrument_id from ledger_transaction"
                        + " where account_id = :account"
                        + RESTORABLE)
                .bind("account", accountId)
                .mapTo(Long.class)
                .set());
  }

  private interface OpeningChange {
    void apply(Handle handle, Transaction opening);
  }

  private interface LockedChange {
    Outcome apply(Handle handle, List<Transaction> existing);
  }

  private ChangeResult changeOpening(Actor actor, Asset asset, OpeningChange change) {
    return changeLocked(
        actor,
        asset,
        (handle, existing) -> {
          if (existing.isEmpty()) return Outcome.ABSENT;
          Transaction first = existing.getFirst();
          if (existing.size() > 1 || first.kind() != Kind.OPENING)
            return Outcome.HAS_OTHER_TRANSACTIONS;
          change.apply(handle, first);
          return Outcome.DONE;
        });
  }

  /// Runs one change of an asset at a time, so that the second sees the result of the first.
  private ChangeResult changeLocked(Actor actor, Asset asset, LockedChange change) {
    String topic = ChangeFeed.accountTopic(actor.accountId());
    ChangeResult changed =
        database.transaction(
            actor.accountId(),
            "cannot change " + asset.ticker(),
            handle -> {
              lock(handle, actor.accountId(), asset.instrumentId());
              Outcome outcome =
                  change.apply(
                      handle, findByInstrument(handle, actor.accountId(), asset.instrumentId()));
              if (outcome == Outcome.DONE) database.changeFeed().notifyOnCommit(handle, topic);
              return new ChangeResult(
                  outcome, findByInstrument(handle, actor.accountId(), asset.instrumentId()));
            });
    if (changed.outcome() == Outcome.DONE) database.changeFeed().publishAfterCommit(topic);
    return changed;
  }

  private static void lock(Handle handle, long accountId, long instrumentId) {
    handle.execute(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        "asset " + accountId + " " + instrumentId);
  }

  private static void insert(
      Handle handle, long accountId, Asset asset, Lot lot, Instant executedAt) {
    handle
        .createUpdate(
            "insert into ledger_transaction"
                + " (account_id, instrument_id, kind, executed_at, quantity, price)"
                + " values (:account, :instrument, 'OPENING', :at, :quantity, :price)")
        .bind("account", accountId)
        .bind("instrument", asset.instrumentId())
        .bind("at", Times.utc(executedAt))
        .bind("quantity", lot.quantity())
        .bind("price", lot.price())
        .execute();
  }

  private static void saveVoided(Handle handle, long transactionId) {
    handle.execute(
        "update ledger_transaction set voided_at = clock_timestamp() where transaction_id = ?",
        transactionId);
  }

  private static void audit(
      Handle handle, Actor actor, String action, Asset asset, Map<String, String> details) {
    AuditStore.append(handle, actor, new Event(actor.accountId(), action, asset.ticker(), details));
  }

  private static Map<String, String> lotDetails(Lot lot) {
    return Map.of(
        "quantity",
        Decimals.plain(lot.quantity()),
        "average_buy_price",
        Decimals.plain(lot.price()));
  }
}
