package dev.candlewick.store;

import dev.candlewick.store.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The classification of JDBC exceptions by SQLSTATE (PostgreSQL manual, appendix A).
public final class SqlErrors {
  /// Maps the beginning of a SQLSTATE to its kind; the first that matches counts.
  private static final Map<String, Kind> SQL_STATE_KINDS = sqlStateKinds();

  private SqlErrors() {}

  private static Map<String, Kind> sqlStateKinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("53100", Kind.DISK_FULL);
    // 25006: a server after a failover is still read-only. 58: an I/O error of its disk or
    // files. 40: another transaction conflicted; 55P03 and 57014: a time limit.
    for (String busy : List.of("40", "55P03", "57014")) kinds.put(busy, Kind.BUSY);
    for (String passing : List.of("08", "53", "57P", "25006", "25P03", "58")) {
      kinds.put(passing, Kind.UNAVAILABLE);
    }
    for (String wrong : List.of("28", "3D000", "42501")) kinds.put(wrong, Kind.MISCONFIGURED);
    return kinds;
  }

  public static StoreException translate(String errorMessage, Exception fault) {
    if (fault instanceof StoreException known) return known;
    SQLException sql = sqlCause(fault);
    Kind kind = kind(fault, sql);
    String detail = sql == null ? fault.getMessage() : sql.getMessage();
    return new StoreException(kind, errorMessage + ": " + explanation(kind) + detail, fault);
  }

  private static String explanation(Kind kind) {
    return switch (kind) {
      case DISK_FULL -> "the disk under the database is full, nothing was stored: ";
      case UNAVAILABLE -> "the database does not respond: ";
      case BUSY -> "the database is busy, nothing was stored: ";
      case OUTCOME_UNKNOWN -> "the response to the commit was lost, it may have been stored: ";
      case HELD, MISCONFIGURED, DEFECT -> "";
    };
  }

  private static Kind kind(Exception fault, @Nullable SQLException sql) {
    if (fault instanceof CommitFailureHandler.LostCommitException) return Kind.OUTCOME_UNKNOWN;
    return sql == null ? Kind.DEFECT : kind(sql);
  }

  private static Kind kind(SQLException fault) {
    // The pool's exception has a cause when connections cannot be made, and none when all are in
    // use.
    if (fault instanceof SQLTransientConnectionException && fault.getSQLState() == null) {
      return fault.getCause() == null ? Kind.BUSY : Kind.UNAVAILABLE;
    }
    String state = Objects.requireNonNullElse(fault.getSQLState(), "");
    return SQL_STATE_KINDS.entrySet().stream()
        .filter(entry -> state.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Kind.DEFECT);
  }

  private static @Nullable SQLException sqlCause(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) return sql;
    }
    return null;
  }
}
