package dev.candlewick.store;

import dev.candlewick.store.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/// Sorts what JDBC throws by SQLSTATE (PostgreSQL manual, appendix A).
final class StoreFaults {
  private StoreFaults() {}

  static StoreException of(String what, Exception fault) {
    if (fault instanceof StoreException known) return known;
    SQLException sql = sqlCause(fault);
    Kind kind = sql == null ? Kind.DEFECT : kind(sql);
    String detail = sql == null ? fault.getMessage() : sql.getMessage();
    return new StoreException(kind, what + ": " + said(kind) + detail, fault);
  }

  private static String said(Kind kind) {
    return switch (kind) {
      case DISK_FULL -> "the disk under the database is full, nothing was stored: ";
      case UNAVAILABLE -> "the database does not answer: ";
      case HELD, MISCONFIGURED, DEFECT -> "";
    };
  }

  private static Kind kind(SQLException fault) {
    if (fault instanceof SQLTransientConnectionException && fault.getSQLState() == null) {
      return Kind.UNAVAILABLE;
    }
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    if (state.equals("53100")) return Kind.DISK_FULL;
    if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
      return Kind.UNAVAILABLE;
    }
    if (state.startsWith("40")) return Kind.UNAVAILABLE;
    if (state.startsWith("28") || state.equals("3D000") || state.equals("42501")) {
      return Kind.MISCONFIGURED;
    }
    return Kind.DEFECT;
  }

  private static @Nullable SQLException sqlCause(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) return sql;
    }
    return null;
  }
}
