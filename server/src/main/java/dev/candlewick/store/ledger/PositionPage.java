package dev.candlewick.store.ledger;

import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// A page of a list of positions.
///
/// @param total of the whole filter
/// @param hasMore whether there are more after them
public record PositionPage<T>(List<T> rows, long total, boolean hasMore) {
  public PositionPage {
    rows = List.copyOf(rows);
  }

  /// A page of rows that were read with one more than the limit, which shows whether there are
  /// more.
  PositionPage(List<T> rows, long total, int limit) {
    this(rows.subList(0, Math.min(limit, rows.size())), total, rows.size() > limit);
  }

  /// The order of a list. Positions without the value, which are open, are above all others.
  public enum Sort {
    /// By the time of the record, which is that of the ids.
    RECORDED("position_id"),
    OPENED(PositionRows.OPENED),
    CLOSED("coalesce(closed_at, 'infinity')"),
    RESULT("coalesce(" + PositionRows.RESULT + ", 'infinity')");

    private final String value;

    Sort(String value) {
      this.value = value;
    }
  }

  /// The request for a page. It costs the same at any depth when sorted by the record, since it
  /// begins at an id and skips nothing.
  ///
  /// @param after the id of the last position of the page before; null for the first page
  /// @param ascending the smallest first
  public record Request(@Nullable Long after, int limit, Sort sort, boolean ascending) {
    /// A page of the newest first.
    public static Request newest(@Nullable Long after, int limit) {
      return new Request(after, limit, Sort.RECORDED, false);
    }

    /// Returns the condition and the order. The position of the cursor may have been deleted
    /// meanwhile.
    String conditionAndOrder() {
      String direction = ascending ? "asc" : "desc";
      String order =
          " order by "
              + sort.value
              + " "
              + direction
              + ", position_id "
              + direction
              + " limit :most";
      if (after == null) return order;
      String comparison = ascending ? " > " : " < ";
      if (sort == Sort.RECORDED) return " and position_id" + comparison + ":after" + order;
      return " and (" + sort.value + ", position_id)" + comparison + cursor() + order;
    }

    private String cursor() {
      String from =
          "select " + sort.value + " as value, position_id from %s where position_id = :after";
      return "(select value, position_id from ("
          + from.formatted("journal_position")
          + " union all "
          + from.formatted("deleted_position")
          + ") as cursor limit 1)";
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
      if (after != null) statement.bind("after", after.longValue());
      return statement.bind("most", limit + 1);
    }
  }
}
