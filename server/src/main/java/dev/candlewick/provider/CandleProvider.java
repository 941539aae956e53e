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

  /// Most candles of one page.
  int pageSize();

  /// One page: the oldest closed candles with `from <= open < to`.
  CandlePage fetchCandles(CandleQuery query);

  /// The open time of the oldest candle the venue has, or empty when it has none.
  Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval);

  /// The open time of the oldest candle the venue still gives, for one that keeps only so many;
  /// empty when it keeps them all.
  default Optional<Instant> keptSince(Grid grid) {
    return Optional.empty();
  }

  /// Most closed candles of an interval that the venue keeps.
  default int maxCandles() {
    return Integer.MAX_VALUE;
  }

  /// Whether the venue has no row where nothing was traded, so that a hole within an answer is an
  /// answer and need not be asked for again.
  default boolean omitsQuietIntervals() {
    return false;
  }

  /// The venue's clock, never later than it really is.
  Instant now();

  /// Every market the venue lists now; asked anew at each call.
  List<Listing> fetchListings();

  /// Whether the venue has a market of any base in any quote, so that a name which its listing
  /// lacks is no fault.
  default boolean listsAll() {
    return false;
  }

  /// The quote whose market has the prices in a currency. At a venue that trades in dollars it is
  /// the currency itself.
  ///
  /// @param currency in capitals
  default String quoteOf(String currency) {
    return currency;
  }

  /// What is asked of a venue.
  ///
  /// @param grid the interval, with the anchor of the series
  /// @param from inclusive
  /// @param to exclusive
  /// @param limit most candles wanted, at most `pageSize`
  record CandleQuery(Symbol symbol, Grid grid, Instant from, Instant to, int limit) {}

  /// What a venue answered: candles on the grid, ascending, each once, each sound, none of them
  /// still open.
  ///
  /// @param bad rows that cannot be and are left out
  /// @param venueTime the venue's clock when it answered, never later than it really was; what
  ///   opened less than an interval before it is left out as still open
  record CandlePage(CandleBatch candles, List<BadRow> bad, Instant venueTime) {
    public CandlePage {
      bad = List.copyOf(bad);
    }

    /// A page without a row that cannot be.
    public CandlePage(CandleBatch candles, Instant venueTime) {
      this(candles, List.of(), venueTime);
    }
  }

  /// A row of a page that cannot be.
  ///
  /// @param open the grid time whose candle it would be
  /// @param reason names the row and says what is wrong
  record BadRow(Instant open, String reason) {}

  /// A market as its venue states it.
  ///
  /// @param venueSymbol the name the venue is asked by
  /// @param symbol base and quote, the venue's own code of a currency translated
  /// @param aliases the venue's other documented names of it
  /// @param trading whether it can be traded now
  /// @param renamedTo the venue symbol that continues it, should it have ended; null when none does
  record Listing(
      String venueSymbol,
      Symbol symbol,
      Set<String> aliases,
      boolean trading,
      @Nullable String renamedTo) {
    public Listing {
      aliases = Set.copyOf(aliases);
    }

    /// A market under one name.
    public static Listing of(String venueSymbol, Symbol symbol, boolean trading) {
      return new Listing(venueSymbol, symbol, Set.of(), trading, null);
    }
  }
}
