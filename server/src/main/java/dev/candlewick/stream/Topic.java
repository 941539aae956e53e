package dev.candlewick.stream;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Symbol;
import java.util.Locale;

/// A subject that clients can subscribe to.
public sealed interface Topic {
  /// Returns the text form: `ticks:BTC`, `candles:1m:BTCUSDT@binance`.
  String text();

  /// Polled prices of one instrument. A well-known coin is named by its ticker, which nothing else
  /// may mean; any other by its id, because tickers repeat.
  ///
  /// @param instrument CoinGecko's id
  record Ticks(String instrument) implements Topic {
    @Override
    public String text() {
      String best = Listings.wellKnownTicker(instrument);
      return "ticks:" + (best == null ? "id:" + instrument : best);
    }
  }

  /// Polled prices of all instruments.
  record AllTicks() implements Topic {
    @Override
    public String text() {
      return "ticks:*";
    }
  }

  /// The running candle at a venue, and each candle that closes.
  record Candles(String provider, Symbol symbol, Interval interval) implements Topic {
    @Override
    public String text() {
      return "candles:" + interval.code() + ":" + symbol.joined() + "@" + provider;
    }
  }

  /// Every print of a venue.
  record Prints(String provider, Symbol symbol) implements Topic {
    @Override
    public String text() {
      return "prints:" + symbol.joined() + "@" + provider;
    }
  }

  /// The last price at a venue.
  record Last(String provider, Symbol symbol) implements Topic {
    @Override
    public String text() {
      return "last:" + symbol.joined() + "@" + provider;
    }
  }

  /// An account's own figures, which change with the prices.
  record Account(long accountId, Figures figures) implements Topic {
    @Override
    public String text() {
      return figures.name().toLowerCase(Locale.ROOT);
    }
  }

  /// The kinds of figures of an account.
  enum Figures {
    PORTFOLIO,
    TRADES
  }
}
