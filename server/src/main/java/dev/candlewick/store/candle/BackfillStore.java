package dev.candlewick.store.candle;

import dev.candlewick.market.Series;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Backfill.Progress;
import dev.candlewick.series.Backfill.State;
import dev.candlewick.store.AdvisoryLock;
import dev.candlewick.store.Database;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.Times;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Backfill jobs as rows. A job runs in one process at a time: the one that has its session lock,
/// which PostgreSQL releases when that process dies.
public final class BackfillStore {
  private static final String SELECT =
      "select backfill_id, provider, from_time, to_time, state, cancel_requested, follow, error,"
          + " created_at, started_at, finished_at from backfill ";

  private static final RowMapper<Progress> PROGRESS =
      (row, context) ->
          new Progress(
              SeriesStore.MAPPER.map(row, context),
              Times.required(row, "checkpoint"),
              State.valueOf(row.getString("state")),
              new Backfill.Counts(
                  row.getLong("total"),
                  row.getLong("done"),
                  row.getLong("inserted"),
                  row.getLong("duplicates"),
                  row.getLong("corrected"),
                  row.getLong("requests"),
                  readGaps(row)),
              row.getString("error"));

  private final Database database;

  private static Backfill.@Nullable GapCounts readGaps(ResultSet row) throws SQLException {
    long empty = row.getLong("confirmed_empty");
    if (row.wasNull()) return null;
    return new Backfill.GapCounts(
        empty, row.getLong("unavailable"), row.getLong("failed"), row.getLong("missing"));
  }

  /// The progress of a job in one series.
  ///
  /// @param checkpoint every candle before it is settled
  /// @param done grid times before the checkpoint
  /// @param requests sent to the venue since the last step
  public record Step(Instant checkpoint, long done, int requests) {}

  public BackfillStore(Database database) {
    this.database = database;
  }

  /// Creates a job in state `QUEUED`.
  ///
  /// @param totals how many candles each series' range has, in the order of `series`
  public Backfill create(Backfill.Request request, List<Series> series, List<Long> totals) {
    return database.transaction(
        "cannot create a backfill",
        handle -> {
          long id =
              handle
                  .createQuery(
                      "insert into backfill (provider, from_time, to_time, follow)"
                          + " values (:provider, :from, :to, :follow) returning backfill_id")
                  .bind("provider", request.provider())
                  .bind("from", Times.utc(request.from()))
                  .bind("to", Times.utc(request.to()))
                  .bind("follow", request.follow())
                  .mapTo(Long.class)
                  .one();
          for (int i = 0; i < series.size(); i++) {
            handle.execute(
                "insert into backfill_series (backfill_id, series_id, checkpoint, total)"
                    + " values (?, ?, ?, ?) on conflict do nothing",
                id,
                series.get(i).id(),
                Times.utc(request.from()),
                totals.get(i));
          }
          return find(handle, id).orElseThrow();
        });
  }

  public Optional<Backfill> find(long id) {
    return database.read("cannot read backfill " + id, handle -> find(handle, id));
  }

  /// Returns the newest jobs first.
  public List<Backfill> list(int limit) {
    return listJobs("order by backfill_id desc limit " + limit);
  }

  /// Returns the jobs that are not finished, oldest first.
  public List<Backfill> findUnfinished() {
    return listJobs("where state in ('QUEUED', 'RUNNING') order by backfill_id");
  }

  /// Returns the ids of the jobs that are not finished, oldest first.
  public List<Long> findUnfinishedIds() {
    return database.read(
        "cannot list the unfinished backfills",
        handle ->
            handle
                .createQuery(
                    "select backfill_id from backfill where state in ('QUEUED', 'RUNNING')"
                        + " order by backfill_id")
                .mapTo(Long.class)
                .list());
  }

  private List<Backfill> listJobs(String clause) {
    return database.read(
        "cannot list backfills",
        handle ->
            handle.createQuery(SELECT + clause).map((row, context) -> readJob(handle, row)).list());
  }

  private static Optional<Backfill> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where backfill_id = :id")
        .bind("id", id)
        .map((row, context) -> readJob(handle, row))
        .findOne();
  }

  private static Backfill readJob(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("backfill_id");
    return new Backfill(
        id,
        new Backfill.Request(
            row.getString("provider"),
            Times.required(row, "from_time"),
            Times.required(row, "to_time"),
            row.getBoolean("follow")),
        State.valueOf(row.getString("state")),
        row.getBoolean("cancel_requested"),
        row.getString("error"),
        Times.required(row, "created_at"),
        Times.nullable(row, "started_at"),
        Times.nullable(row, "finished_at"),
        readProgress(handle, id));
  }

  private static List<Progress> readProgress(Handle handle, long id) {
    return handle
        .createQuery(
            "select s.*, b.checkpoint, b.state, b.total, b.done, b.inserted, b.duplicates,"
                + " b.corrected, b.requests, b.confirmed_empty, b.unavailable, b.failed,"
                + " b.missing, b.error from backfill_series b join series s"
                + " using (series_id) where backfill_id = :id order by s.symbol, s.interval")
        .bind("id", id)
        .map(PROGRESS)
        .list();
  }

  /// Sets a job's state; the first `RUNNING` sets its start time, a final state its end time.
  public void setState(long id, State state, @Nullable String error) {
    database.run(
        "cannot set the state of backfill " + id,
        handle ->
            handle
                .createUpdate(
                    "update backfill set state = :state, error = :error,"
                        + " started_at = case when :state = 'RUNNING'"
                        + " then coalesce(started_at, now()) else started_at end,"
                        + " finished_at = case when :state in ('QUEUED', 'RUNNING')"
                        + " then null else now() end where backfill_id = :id")
                .bind("id", id)
                .bind("state", state.name())
                .bind("error", error)
                .execute());
  }

  /// Stores the progress of one page, in the transaction that stored the page; everything before
  /// `checkpoint` is settled then.
  static void saveStep(Handle handle, long id, int seriesId, Step step, SaveResult saved) {
    handle
        .createUpdate(
            "update backfill_series set checkpoint = greatest(checkpoint, :checkpoint),"
                + " done = greatest(done, :done), inserted = inserted + :inserted,"
                + " duplicates = duplicates + :duplicates, corrected = corrected + :corrected,"
                + " requests = requests + :requests where backfill_id = :id and series_id = :series")
        .bind("id", id)
        .bind("series", seriesId)
        .bind("checkpoint", Times.utc(step.checkpoint()))
        .bind("done", step.done())
        .bind("requests", step.requests())
        .bind("inserted", saved.inserted())
        .bind("duplicates", saved.duplicates())
        .bind("corrected", saved.corrected())
        .execute();
  }

  /// Stores the outcome of a series' range when its part has ended; stored candles that the job did
  /// not insert count as duplicates, because they were stored before.
  public void saveOutcome(long id, int seriesId, Backfill.Outcome outcome) {
    Backfill.GapCounts without = outcome.gaps();
    database.run(
        "cannot store the outcome of a series of backfill " + id,
        handle ->
            handle
                .createUpdate(
                    "update backfill_series set total = :total,"
                        + " duplicates = greatest(:stored - inserted, 0),"
                        + " confirmed_empty = :empty, unavailable = :unavailable,"
                        + " failed = :failed, missing = :missing"
                        + " where backfill_id = :id and series_id = :series")
                .bind("id", id)
                .bind("series", seriesId)
                .bind("total", outcome.total())
                .bind("stored", outcome.stored())
                .bind("empty", without.confirmedEmpty())
                .bind("unavailable", without.unavailable())
                .bind("failed", without.failed())
                .bind("missing", without.missing())
                .execute());
  }

  public void setSeriesState(long id, int seriesId, State state, @Nullable String error) {
    database.run(
        "cannot set the state of a series of backfill " + id,
        handle ->
            handle
                .createUpdate(
                    "update backfill_series set state = :state, error = :error,"
                        + " done = case when :state = 'DONE' then total else done end"
                        + " where backfill_id = :id and series_id = :series")
                .bind("id", id)
                .bind("series", seriesId)
                .bind("state", state.name())
                .bind("error", error)
                .execute());
  }

  /// Requests the cancellation of a job; false when it is finished already. A job that no process
  /// runs is cancelled by the process that claims it next.
  public boolean requestCancel(long id) {
    return database.transaction(
        "cannot cancel backfill " + id,
        handle ->
            handle
                    .createUpdate(
                        "update backfill set cancel_requested = true where backfill_id = :id"
                            + " and state in ('QUEUED', 'RUNNING')")
                    .bind("id", id)
                    .execute()
                == 1);
  }

  public boolean isCancelRequested(long id) {
    return database.read(
        "cannot read backfill " + id,
        handle ->
            handle
                .createQuery("select cancel_requested from backfill where backfill_id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true));
  }

  /// Takes the lock of a job; empty when another process runs it.
  public Optional<SessionLock> claim(long id) {
    return SessionLock.take(database, AdvisoryLock.BACKFILL, (int) id);
  }
}
