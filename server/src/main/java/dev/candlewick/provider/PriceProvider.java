package dev.candlewick.provider;

import dev.candlewick.market.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A venue with current prices, of many instruments in one request where it supports that.
public interface PriceProvider extends Venue {
  /// Fetches the current prices of the instruments it has a market for; the others are absent.
  ///
  /// @param quote in capitals: `USD`
  Prices fetchPrices(Collection<Instrument> instruments, String quote);

  /// The price of one instrument, above 0, as the venue wrote it.
  record Price(Instrument instrument, BigDecimal price) {}

  /// An instrument whose price is invalid.
  ///
  /// @param reason worded by this server: `is below 0`
  record Impossible(Instrument instrument, String reason) {}

  /// The response of a venue. An instrument is in one of the lists, or in neither if the venue has
  /// no price of it.
  record Prices(List<Price> valid, List<Impossible> impossible) {
    public static final Prices NONE = new Prices(List.of(), List.of());

    public Prices {
      valid = List.copyOf(valid);
      impossible = List.copyOf(impossible);
    }
  }

  /// Builds a response instrument by instrument.
  final class PricesBuilder {
    private final List<Price> valid = new ArrayList<>();
    private final List<Impossible> impossible = new ArrayList<>();

    /// Adds the venue's price of one instrument.
    ///
    /// @param price null where the venue has none
    public void add(Instrument instrument, @Nullable QuotedPrice price) {
      switch (price) {
        case null -> {}
        case QuotedPrice.Valid one -> valid.add(new Price(instrument, one.price()));
        case QuotedPrice.Impossible wrong ->
            impossible.add(new Impossible(instrument, wrong.reason()));
      }
    }

    public Prices build() {
      return new Prices(valid, impossible);
    }
  }
}
