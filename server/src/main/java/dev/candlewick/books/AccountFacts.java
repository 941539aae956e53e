package dev.candlewick.books;

import dev.candlewick.books.HoldingsReader.NamedHolding;
import dev.candlewick.journal.Position;
import dev.candlewick.portfolio.Price;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stored data of an account from which its figures are computed.
///
/// @param asOf the stamp that must be unchanged for the data to be current
/// @param openPositions number of open positions; above the size of `positions` when the oldest
///   were left out
/// @param prices polled prices by CoinGecko id, as stored when this was read
record AccountFacts(
    Stamp asOf,
    List<NamedHolding> holdings,
    List<OpenPosition> positions,
    long openPositions,
    Map<String, Price> prices) {
  /// The version of the stored data.
  ///
  /// @param changes version of the account's changes
  /// @param instrumentsSeen number of instruments received for the first time; one that was unknown
  ///   before may be among them
  record Stamp(long changes, long instrumentsSeen) {}

  /// An open position.
  ///
  /// @param coinGeckoId the instrument whose polled price applies; null when none does
  record OpenPosition(Position position, @Nullable String coinGeckoId) {
    boolean inDollars() {
      return position.terms().symbol().quote().equals(HoldingsReader.QUOTE);
    }
  }

  /// Returns the memory that this takes, in rows.
  int rows() {
    return 1 + holdings.size() + positions.size();
  }
}
