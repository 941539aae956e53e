package dev.candlewick.store.ledger;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.JournalStatistics;
import dev.candlewick.journal.JournalSummary;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Exit;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import dev.candlewick.store.account.AuditStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The positions of each account's journal. A change and its entry in the audit log are one
/// transaction, and listeners are notified of it.
public final class PositionStore {
  /// The earliest time of a deletion that can be undone.
  static final String RESTORABLE_SINCE = "clock_timestamp() - interval '7 days'";

  private static final String COLUMNS = PositionRows.COLUMNS;
  private static final String STORED_COLUMNS =
      "position_id, account_id, base, quote, side, quantity, entry_price, exit_price, status,"
          + " created_at, closed_at, opened_at, notes, tags";

  private static final String SUMMARY =
      """
      select coalesce(sum(pnl), 0) as total, count(*) - count(pnl) as open, count(pnl) as closed,
        count(*) filter (where pnl > 0) as won, count(*) filter (where pnl < 0) as lost,
        coalesce(array_agg(distinct quote) filter (where pnl is not null), '{}') as quotes
      from (select quote, %s as pnl from journal_position where account_id = :account) as result
      """
          .formatted(PositionRows.RESULT);

  private static final int FETCH_ROWS = 1000;
  private static final String WHERE_OWN = " where account_id = :account and position_id = :id";

  private final Database database;

  public PositionStore(Database database) {
    this.database = database;
  }

  /// The outcome of a change of one position.
  public sealed interface Outcome {
    /// The position has changed.
    record Done(Position position) implements Outcome {}

    /// The position has not the status that the change needs, and was not changed.
    record WrongStatus(Position position) implements Outcome {}

    /// The account has no position of this id.
    record Missing() implements Outcome {}
  }

  /// Opens a position in the actor's account.
  ///
  /// @param openedAt the time of the trade; null for now
  public Position open(Actor actor, Terms terms, @Nullable Instant openedAt, Remarks remarks) {
    Position opened =
        database.transaction(
            actor.accountId(),
            "cannot open a position of " + terms.symbol(),
            handle -> {
              Position position = insert(handle, actor.accountId(), terms, openedAt, remarks);
              recordChange(handle, actor, "position.open", position);
              return position;
            });
    publishChange(actor);
    return opened;
  }

  private static Position insert(
      Handle handle, long accountId, Terms terms, @Nullable Instant openedAt, Remarks remarks) {
    Query query =
        handle
            .createQuery(
                "insert into journal_position (account_id, base, quote, side, quantity, entry_price,"
                    + " opened_at, notes, tags) values (:account, :base, :quote, :side, :quantity,"
                    + " :entry, :opened, :notes, :tags) returning "
                    + COLUMNS)
            .bind("account", accountId)
            .bind("opened", Times.utcOrNull(openedAt));
    bindRemarks(query, remarks);
    return bindTerms(query, terms).map(PositionRows.MAPPER).one();
  }

  private static Query bindTerms(Query query, Terms terms) {
    return query
        .bind("base", terms.symbol().base())
        .bind("quote", terms.symbol().quote())
        .bind("side", terms.side().name())
        .bind("quantity", terms.quantity())
        .bind("entry", terms.entryPrice());
  }

  private static void bindRemarks(Query query, Remarks remarks) {
    query.bind("notes", remarks.notes()).bindArray("tags", String.class, remarks.tags().toArray());
  }

  public Optional<Position> find(long accountId, long id) {
    return database.read(
        accountId, "cannot read position " + id, handle -> find(handle, accountId, id, ""));
  }

  private static Optional<Position> find(Handle handle, long accountId, long id, String lock) {
    return handle
        .createQuery("select " + COLUMNS + " from journal_position" + WHERE_OWN + lock)
        .bind("account", accountId)
        .bind("id", id)
        .map(PositionRows.MAPPER)
        .findOne();
  }

  /// Returns a page of an account's positions, and their total number.
  public PositionPage<Position> page(
      long accountId, PositionFilter filter, PositionPage.Request page) {
    return database.read(
        accountId,
        "cannot list positions",
        handle ->
            new PositionPage<>(
                page.bindTo(
                        filter.bindTo(
                            handle.createQuery(select(filter) + page.conditionAndOrder())))
                    .bind("account", accountId)
                    .map(PositionRows.MAPPER)
                    .list(),
                filter
                    .bindTo(
                        handle.createQuery(
                            "select count(*) from journal_position where account_id = :account"
                                + filter.conditions()))
                    .bind("account", accountId)
                    .mapTo(Long.class)
                    .one(),
                page.limit()));
  }

  private static String select(PositionFilter filter) {
    return "select "
        + COLUMNS
        + " from journal_position where account_id = :account"
        + filter.conditions();
  }

  /// Returns the totals of an account's positions. PostgreSQL adds exactly, and in half of the time
  /// that `JournalStatistics.summary` takes; a test holds them equal.
  public JournalSummary summary(long accountId) {
    return database.read(
        accountId,
        "cannot summarize positions",
        handle ->
            handle
                .createQuery(SUMMARY)
                .bind("account", accountId)
                .map((row, context) ->
                    new JournalSummary(
                        row.getBigDecimal("total"),
                        row.getLong("open"),
                        row.getLong("closed"),
                        row.getLong("won"),
                        row.getLong("lost"),
                        new TreeSet<>(List.of((String[]) row.getArray("quotes").getArray()))))
                .one());
  }

  /// Computes the statistics of an account's positions.
  ///
  /// @param zone of the days
  public JournalStatistics statistics(long accountId, PositionFilter filter, ZoneId zone) {
    return database.read(
        accountId,
        "cannot read positions",
        handle ->
            filter
                .bindTo(handle.createQuery(select(filter)))
                .bind("account", accountId)
                .setFetchSize(FETCH_ROWS)
                .map(PositionRows.MAPPER)
                .withIterator(rows -> JournalStatistics.of(() -> rows, zone)));
  }

  /// Changes a position, open or closed.
  ///
  /// @param change returns the changed position, of the same id; what it throws changes nothing
  public Outcome change(Actor actor, long id, UnaryOperator<Position> change) {
    return update(actor, id, null, "position.change", change);
  }

  /// Closes a position that is open; of two simultaneous calls exactly one does.
  ///
  /// @param close returns the closed position
  public Outcome close(Actor actor, long id, UnaryOperator<Position> close) {
    return update(actor, id, Status.OPEN, "position.close", close);
  }

  /// Opens a closed position again.
  public Outcome reopen(Actor actor, long id) {
    return update(actor, id, Status.CLOSED, "position.reopen", Position::reopened);
  }

  private Outcome update(
      Actor actor,
      long id,
      @Nullable Status needed,
      String action,
      UnaryOperator<Position> change) {
    long account = actor.accountId();
    Outcome outcome =
        database.transaction(
            account,
            "cannot change position " + id,
            handle -> {
              Optional<Position> locked = find(handle, account, id, " for update");
              if (locked.isEmpty()) return new Outcome.Missing();
              Position before = locked.get();
              if (needed != null && before.status() != needed) {
                return new Outcome.WrongStatus(before);
              }
              Position after = save(handle, account, change.apply(before));
              Map<String, String> details = PositionDetails.of(after);
              details.putAll(PositionDetails.changed(before, after));
              recordChange(handle, actor, action, id, details);
              return new Outcome.Done(after);
            });
    if (outcome instanceof Outcome.Done) publishChange(actor);
    return outcome;
  }

  private static Position save(Handle handle, long account, Position position) {
    Exit exit = position.exit();
    Query query =
        handle
            .createQuery(
                "update journal_position set base = :base, quote = :quote, side = :side,"
                    + " quantity = :quantity, entry_price = :entry, exit_price = :exit,"
                    + " closed_at = :closed, status = :status, opened_at = :opened, notes = :notes,"
                    + " tags = :tags"
                    + WHERE_OWN
                    + " returning "
                    + COLUMNS)
            .bind("account", account)
            .bind("id", position.id())
            .bind("exit", exit == null ? null : exit.price())
            .bind("closed", exit == null ? null : Times.utc(exit.at()))
            .bind("status", position.status().name())
            .bind("opened", Times.utc(position.openedAt()));
    bindRemarks(query, position.remarks());
    return bindTerms(query, position.terms()).map(PositionRows.MAPPER).one();
  }

  /// Deletes a position, open or closed, so that it can be restored for a while; returns whether
  /// there was one.
  public boolean delete(Actor actor, long id) {
    long account = actor.accountId();
    boolean existed =
        database.transaction(
            account,
            "cannot delete position " + id,
            handle -> {
              Optional<Position> found = find(handle, account, id, " for update");
              if (found.isEmpty()) return false;
              move(handle, account, id, "journal_position", "deleted_position");
              handle.execute(
                  "delete from deleted_position where account_id = ? and deleted_at < "
                      + RESTORABLE_SINCE,
                  account);
              recordChange(handle, actor, "position.delete", id, PositionDetails.of(found.get()));
              return true;
            });
    if (existed) publishChange(actor);
    return existed;
  }

  /// Restores a deleted position with its id and times; empty when none of this id was deleted
  /// within the last seven days.
  public Optional<Position> restore(Actor actor, long id) {
    long account = actor.accountId();
    Optional<Position> restored =
        database.transaction(
            account,
            "cannot restore position " + id,
            handle -> {
              int known =
                  handle
                      .createQuery(
                          "select count(*) from deleted_position"
                              + WHERE_OWN
                              + " and deleted_at >= "
                              + RESTORABLE_SINCE)
                      .bind("account", account)
                      .bind("id", id)
                      .mapTo(Integer.class)
                      .one();
              if (known == 0) return Optional.empty();
              move(handle, account, id, "deleted_position", "journal_position");
              Position position = find(handle, account, id, "").orElseThrow();
              recordChange(handle, actor, "position.restore", id, PositionDetails.of(position));
              return Optional.of(position);
            });
    if (restored.isPresent()) publishChange(actor);
    return restored;
  }

  private static void move(Handle handle, long account, long id, String from, String to) {
    handle
        .createUpdate(
            "with moved as (delete from "
                + from
                + WHERE_OWN
                + " returning "
                + STORED_COLUMNS
                + ") insert into "
                + to
                + " ("
                + STORED_COLUMNS
                + ") overriding system value select "
                + STORED_COLUMNS
                + " from moved")
        .bind("account", account)
        .bind("id", id)
        .execute();
  }

  private void recordChange(Handle handle, Actor actor, String action, Position position) {
    recordChange(handle, actor, action, position.id(), PositionDetails.of(position));
  }

  private void recordChange(
      Handle handle, Actor actor, String action, long id, Map<String, String> details) {
    AuditStore.append(
        handle, actor, new AuditStore.Event(actor.accountId(), action, Long.toString(id), details));
    database.changeFeed().notifyOnCommit(handle, ChangeFeed.accountTopic(actor.accountId()));
  }

  private void publishChange(Actor actor) {
    database.changeFeed().publishAfterCommit(ChangeFeed.accountTopic(actor.accountId()));
  }
}
