package dev.candlewick.store.ledger;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.JournalSummary;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Exit;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import dev.candlewick.store.account.AuditStore;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The positions of each account's journal. A change and its entry in the audit log are one
/// transaction, and listeners are notified of it.
public final class PositionStore {
  static final String COLUMNS =
      "position_id, base, quote, side, quantity, entry_price, exit_price, closed_at, created_at";

  static final RowMapper<Position> MAPPER = (row, context) -> readRow(row);

  private static final String WHERE_OWN = " where account_id = :account and position_id = :id";

  private final Database database;

  public PositionStore(Database database) {
    this.database = database;
  }

  /// The new values of a position; null leaves a field unchanged.
  public record Change(
      @Nullable Symbol symbol,
      @Nullable Side side,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal entryPrice) {}

  /// The outcome of a change of one position.
  public sealed interface Outcome {
    /// The position has changed.
    record Done(Position position) implements Outcome {}

    /// The position is closed, and was not changed.
    record Closed() implements Outcome {}

    /// The account has no position of this id.
    record Missing() implements Outcome {}
  }

  /// Opens a position in the actor's account.
  public Position open(Actor actor, Terms terms) {
    Position opened =
        database.transaction(
            actor.accountId(),
            "cannot open a position of " + terms.symbol(),
            handle -> {
              Position position = insert(handle, actor.accountId(), terms);
              recordChange(handle, actor, "position.open", position);
              return position;
            });
    publishChange(actor);
    return opened;
  }

  private static Position insert(Handle handle, long accountId, Terms terms) {
    return handle
        .createQuery(
            "insert into journal_position"
                + " (account_id, base, quote, side, quantity, entry_price)"
                + " values (:account, :base, :quote, :side, :quantity, :entry) returning "
                + COLUMNS)
        .bind("account", accountId)
        .bind("base", terms.symbol().base())
        .bind("quote", terms.symbol().quote())
        .bind("side", terms.side().name())
        .bind("quantity", terms.quantity())
        .bind("entry", terms.entryPrice())
        .map(MAPPER)
        .one();
  }

  public Optional<Position> find(long accountId, long id) {
    return database.read(
        accountId, "cannot read position " + id, handle -> find(handle, accountId, id));
  }

  private static Optional<Position> find(Handle handle, long accountId, long id) {
    return handle
        .createQuery("select " + COLUMNS + " from journal_position" + WHERE_OWN)
        .bind("account", accountId)
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  /// Returns a page of an account's positions, newest first, and their total number.
  public PositionPage<Position> page(
      long accountId, PositionFilter filter, PositionPage.Request page) {
    return database.read(
        accountId,
        "cannot list positions",
        handle ->
            new PositionPage<>(
                filter
                    .bindTo(
                        handle.createQuery(
                            "select "
                                + COLUMNS
                                + " from journal_position where account_id = :account"
                                + filter.conditions()
                                + PositionPage.Request.ORDER_AND_LIMIT))
                    .bind("account", accountId)
                    .bind("before", page.before())
                    .bind("most", page.limit() + 1)
                    .map(MAPPER)
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

  /// Returns the results of an account's positions; PostgreSQL adds exactly, as `JournalSummary.of`
  /// does.
  public JournalSummary summary(long accountId) {
    return database.read(
        accountId,
        "cannot summarize positions",
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(pnl), 0) as total, count(*) - count(pnl) as open,"
                        + " count(pnl) as closed, count(*) filter (where pnl > 0) as won,"
                        + " count(*) filter (where pnl < 0) as lost"
                        + " from (select quantity * case side when 'BUY' then exit_price - entry_price"
                        + " else entry_price - exit_price end as pnl"
                        + " from journal_position where account_id = :account) as result")
                .bind("account", accountId)
                .map((row, context) ->
                    new JournalSummary(
                        row.getBigDecimal("total"),
                        row.getLong("open"),
                        row.getLong("closed"),
                        row.getLong("won"),
                        row.getLong("lost")))
                .one());
  }

  /// Changes a position that is open.
  public Outcome change(Actor actor, long id, Change change) {
    Symbol symbol = change.symbol();
    return update(
        actor,
        id,
        "position.change",
        handle ->
            handle
                .createQuery(
                    "update journal_position set base = coalesce(:base, base),"
                        + " quote = coalesce(:quote, quote), side = coalesce(:side, side),"
                        + " quantity = coalesce(:quantity, quantity),"
                        + " entry_price = coalesce(:entry, entry_price)"
                        + WHERE_OWN
                        + " and status = 'OPEN' returning "
                        + COLUMNS)
                .bind("base", symbol == null ? null : symbol.base())
                .bind("quote", symbol == null ? null : symbol.quote())
                .bind("side", change.side() == null ? null : change.side().name())
                .bind("quantity", change.quantity())
                .bind("entry", change.entryPrice()));
  }

  /// Closes a position that is open; of two simultaneous calls exactly one does.
  public Outcome close(Actor actor, long id, BigDecimal exitPrice) {
    return update(
        actor,
        id,
        "position.close",
        handle ->
            handle
                .createQuery(
                    "update journal_position set status = 'CLOSED', exit_price = :exit,"
                        + " closed_at = clock_timestamp()"
                        + WHERE_OWN
                        + " and status = 'OPEN' returning "
                        + COLUMNS)
                .bind("exit", exitPrice));
  }

  private Outcome update(Actor actor, long id, String action, Function<Handle, Query> statement) {
    long account = actor.accountId();
    Outcome outcome =
        database.transaction(
            account,
            "cannot change position " + id,
            handle -> {
              Query query = statement.apply(handle).bind("account", account).bind("id", id);
              Optional<Position> updated = query.map(MAPPER).findOne();
              if (updated.isPresent()) {
                recordChange(handle, actor, action, updated.get());
                return new Outcome.Done(updated.get());
              }
              return find(handle, account, id).isPresent()
                  ? new Outcome.Closed()
                  : new Outcome.Missing();
            });
    if (outcome instanceof Outcome.Done) publishChange(actor);
    return outcome;
  }

  /// Deletes a position, open or closed; returns whether there was one.
  public boolean delete(Actor actor, long id) {
    boolean existed =
        database.transaction(
            actor.accountId(),
            "cannot delete position " + id,
            handle -> {
              Optional<Position> deleted =
                  handle
                      .createQuery(
                          "delete from journal_position" + WHERE_OWN + " returning " + COLUMNS)
                      .bind("account", actor.accountId())
                      .bind("id", id)
                      .map(MAPPER)
                      .findOne();
              deleted.ifPresent(
                  position -> recordChange(handle, actor, "position.delete", position));
              return deleted.isPresent();
            });
    if (existed) publishChange(actor);
    return existed;
  }

  private void recordChange(Handle handle, Actor actor, String action, Position position) {
    AuditStore.append(
        handle,
        actor,
        new AuditStore.Event(
            actor.accountId(), action, Long.toString(position.id()), details(position)));
    database.changeFeed().notifyOnCommit(handle, ChangeFeed.accountTopic(actor.accountId()));
  }

  private void publishChange(Actor actor) {
    database.changeFeed().publishAfterCommit(ChangeFeed.accountTopic(actor.accountId()));
  }

  private static Map<String, String> details(Position position) {
    Terms terms = position.terms();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("symbol", terms.symbol().toString());
    details.put("trade_type", terms.side().name());
    details.put("quantity", terms.quantity().toPlainString());
    details.put("entry_price", terms.entryPrice().toPlainString());
    if (position.exit() != null) {
      details.put("exit_price", position.exit().price().toPlainString());
    }
    return details;
  }

  static Position readRow(ResultSet row) throws SQLException {
    BigDecimal exit = row.getBigDecimal("exit_price");
    return new Position(
        row.getLong("position_id"),
        new Terms(
            new Symbol(row.getString("base"), row.getString("quote")),
            Side.valueOf(row.getString("side")),
            row.getBigDecimal("quantity"),
            row.getBigDecimal("entry_price")),
        exit == null ? null : new Exit(exit, Times.required(row, "closed_at")),
        Times.required(row, "created_at"));
  }
}
