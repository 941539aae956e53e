package dev.candlewick.provider;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A venue that has candles.
public interface CandleProvider extends Venue {
  Set<Interval> intervals();

  /// The maximum number of candles per page.
  int pageSize();

  /// What the request of one page counts of the venue's budget.
  default int pageWeight() {
    return 1;
  }

  /// Returns one page: the oldest closed candles with `from <= open < to`.
  CandlePage fetchCandles(CandleQuery query);

  /// Returns the open time of the oldest candle the venue has, or empty when it has none.
  Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval);

  /// Returns the open time of the oldest candle that is still available, for a venue that keeps a
  /// limited number; empty when it keeps all.
  default Optional<Instant> keptSince(Grid grid) {
    return Optional.empty();
  }

  /// Most closed candles of an interval that the venue keeps.
  default int maxCandles() {
    return Integer.MAX_VALUE;
  }

  /// Whether the venue keeps a limited number of candles only.
  default boolean keepsLimited() {
    return maxCandles() < Integer.MAX_VALUE;
  }

  /// Whether the venue sends no row for an interval without trades. A hole inside a response is
  /// then final and need not be requested again.
  default boolean omitsQuietIntervals() {
    return false;
  }

  /// The venue's clock, never later than its real time.
  Instant now();

  /// Fetches every market the venue lists now; each call sends a request.
  List<Listing> fetchListings();

  /// Whether the venue has a market of any base in any quote. A name that its listing lacks is then
  /// not an error.
  default boolean listsAll() {
    return false;
  }

  /// Returns the quote whose market has the prices in a currency. At a venue that trades in dollars
  /// it is the currency itself.
  ///
  /// @param currency in capitals
  default String quoteOf(String currency) {
    return currency;
  }

  /// A request for candles.
  ///
  /// @param grid the interval, with the anchor of the series
  /// @param from inclusive
  /// @param to exclusive
  /// @param limit the maximum number of candles, at most `pageSize`
  record CandleQuery(Symbol symbol, Grid grid, Instant from, Instant to, int limit) {}

  /// The response of a venue: closed, valid candles on the grid, ascending and unique.
  ///
  /// @param bad rows that are invalid and left out
  /// @param venueTime the venue's clock at the request, never later than its real time; a candle
  ///   that opened less than an interval before it is left out as still open
  record CandlePage(CandleBatch candles, List<BadRow> bad, Instant venueTime) {
    public CandlePage {
      bad = List.copyOf(bad);
    }

    /// A page without invalid rows.
    public CandlePage(CandleBatch candles, Instant venueTime) {
      this(candles, List.of(), venueTime);
    }
  }

  /// An invalid row of a page.
  ///
  /// @param open the grid time of its candle
  /// @param reason names the row and the error
  record BadRow(Instant open, String reason) {}

  /// A market as its venue states it.
  ///
  /// @param venueSymbol the name in requests to the venue
  /// @param symbol base and quote, with the venue's own currency codes translated
  /// @param aliases the venue's other documented names of it
  /// @param trading whether it can be traded now
  /// @param renamedTo the venue symbol that continues it if it has ended; null when there is none
  record Listing(
      String venueSymbol,
      Symbol symbol,
      Set<String> aliases,
      boolean trading,
      @Nullable String renamedTo) {
    public Listing {
      aliases = Set.copyOf(aliases);
    }

    /// Returns a market with one name and no aliases.
    public static Listing of(String venueSymbol, Symbol symbol, boolean trading) {
      return new Listing(venueSymbol, symbol, Set.of(), trading, null);
    }
  }
}
