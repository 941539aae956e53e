package dev.candlewick.store.ledger;

import java.util.List;

/// A page of a list of positions, newest first.
///
/// @param total of the whole filter
/// @param hasMore whether there are older ones
public record PositionPage<T>(List<T> rows, long total, boolean hasMore) {
  public PositionPage {
    rows = List.copyOf(rows);
  }

  /// A page of rows that were read with one more than the limit, which shows whether there are
  /// older ones.
  PositionPage(List<T> rows, long total, int limit) {
    this(rows.subList(0, Math.min(limit, rows.size())), total, rows.size() > limit);
  }

  /// The request for a page. It costs the same at any depth, since it begins at an id and skips
  /// nothing.
  ///
  /// @param before only positions with a smaller id; `Long.MAX_VALUE` for the newest
  public record Request(long before, int limit) {
    static final String ORDER_AND_LIMIT =
        " and position_id < :before order by position_id desc limit :most";
  }
}
