package dev.candlewick.store;

import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What is known of the stretches of every series.
public final class CoverageStore {
  private static final RowMapper<Span> MAPPER =
      (row, context) ->
          new Span(
              Times.required(row, "from_time"),
              Times.required(row, "to_time"),
              State.valueOf(row.getString("state")),
              row.getString("reason"));

  private final Database database;

  public CoverageStore(Database database) {
    this.database = database;
  }

  public Coverage of(int seriesId) {
    return database.transaction(
        "cannot read the coverage of series " + seriesId, handle -> read(handle, seriesId));
  }

  /// Overwrites what was known of the span's time.
  public void mark(int seriesId, Span span) {
    database.run(
        "cannot mark the coverage of series " + seriesId,
        handle -> {
          CandleStore.lock(handle, seriesId);
          write(handle, seriesId, read(handle, seriesId).with(span));
        });
  }

  private static Coverage read(Handle handle, int seriesId) {
    return new Coverage(
        handle
            .createQuery(
                "select from_time, to_time, state, reason from coverage where series_id = :id"
                    + " order by from_time")
            .bind("id", seriesId)
            .map(MAPPER)
            .list());
  }

  private static void write(Handle handle, int seriesId, Coverage coverage) {
    handle
        .createUpdate("delete from coverage where series_id = :id")
        .bind("id", seriesId)
        .execute();
    PreparedBatch insert =
        handle.prepareBatch(
            "insert into coverage (series_id, from_time, to_time, state, reason)"
                + " values (:id, :from, :to, :state, :reason)");
    for (Span span : coverage.spans()) {
      insert
          .bind("id", seriesId)
          .bind("from", Times.utc(span.from()))
          .bind("to", Times.utc(span.to()))
          .bind("state", span.state().name())
          .bind("reason", span.reason())
          .add();
    }
    insert.execute();
  }
}
