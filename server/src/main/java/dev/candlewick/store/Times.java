package dev.candlewick.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Conversions between `timestamptz` and `Instant`.
public final class Times {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  /// Returns a bound of a range as SQL. Nothing is stored outside of the years 1 to 9999, and
  /// PostgreSQL does not parse the text of other years.
  public static String literal(Instant bound) {
    Instant within = bound.isBefore(EARLIEST) ? EARLIEST : bound;
    return "timestamptz '" + (within.isAfter(LATEST) ? LATEST : within) + "'";
  }

  public static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
    return time == null ? null : utc(time);
  }

  public static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
