package dev.candlewick.provider;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A venue that has price points over time instead of candles.
public interface ChartProvider extends Venue {
  /// The last `days` days up to now.
  ///
  /// @param currency in lower case: `usd`
  /// @throws ProviderException of kind `UNKNOWN_SYMBOL` for an instrument it does not have,
  ///   `UNKNOWN_QUOTE` for a currency it has no prices in, `LIMIT` for a range it does not give
  Chart fetchChart(Instrument instrument, String currency, int days);

  /// How dense the points of so many days are.
  Interval granularity(int days);

  /// How long its answer of this granularity stays the same.
  Duration freshness(Interval granularity);

  /// The currencies it has prices in, in lower case; asked anew at each call.
  List<String> fetchCurrencies();

  /// Every instrument it lists, with its rank where known; asked anew at each call.
  List<Instrument> fetchInstruments();

  /// What a venue answered.
  ///
  /// @param points ascending, each time once
  /// @param running the newest price, which lies off the grid and is another one at the next
  ///   question; null when there is none
  record Chart(
      Interval granularity, List<PricePoint> points, @Nullable PricePoint running, Instant asOf) {
    public Chart {
      points = List.copyOf(points);
    }
  }
}
