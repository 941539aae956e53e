package dev.candlewick.books;

import dev.candlewick.books.HoldingsReader.NamedHolding;
import dev.candlewick.journal.Position;
import dev.candlewick.portfolio.Price;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is stored of an account that its figures are made of.
///
/// @param asOf what must not have changed for them to be true still
/// @param openPositions how many there are; more than here when the oldest were left out
/// @param prices polled, by CoinGecko's id, as they were stored when this was read
record AccountFacts(
    Stamp asOf,
    List<NamedHolding> holdings,
    List<OpenPosition> positions,
    long openPositions,
    Map<String, Price> prices) {
  /// @param changes of the account
  /// @param instrumentsSeen instruments that were heard of for the first time: what nobody knew
  ///   before may have become one of them
  record Stamp(long changes, long instrumentsSeen) {}

  /// An open position.
  ///
  /// @param coinGeckoId whose polled price it takes; null when it takes none
  record OpenPosition(Position position, @Nullable String coinGeckoId) {
    boolean inDollars() {
      return position.terms().symbol().quote().equals(HoldingsReader.QUOTE);
    }
  }

  /// How much memory this takes, in rows.
  int rows() {
    return 1 + holdings.size() + positions.size();
  }
}
