package dev.candlewick.overview;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The markets to show.
///
/// @param names exactly these in this order; all of the scope when it is empty
/// @param limit the most rows
/// @param account whose holdings count as held; null for a caller without any
/// @param watched the names of the markets that the caller watches, which come first
public record MarketQuery(
    Scope scope,
    List<String> names,
    int limit,
    long offset,
    @Nullable Long account,
    List<String> watched) {
  /// Which markets.
  public enum Scope {
    ALL,
    /// Those of followed series.
    FOLLOWED,
    /// Those in the watch list.
    WATCHED,
    /// Those of instruments that the account holds.
    HELD;

    /// As it is written: `all`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public MarketQuery {
    names = List.copyOf(names);
    watched = List.copyOf(watched);
  }
}
