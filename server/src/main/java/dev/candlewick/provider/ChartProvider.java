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
  /// Fetches the last `days` days up to now.
  ///
  /// @param currency in lower case: `usd`
  /// @throws ProviderException of kind `UNKNOWN_SYMBOL` for an instrument the venue does not have,
  ///   `UNKNOWN_QUOTE` for a currency it has no prices in, `RANGE_LIMIT` for a range it does not
  ///   offer
  Chart fetchChart(Instrument instrument, String currency, int days);

  /// The spacing of the points in a chart of this many days.
  Interval granularity(int days);

  /// How long a response of this granularity stays current.
  Duration freshness(Interval granularity);

  /// Fetches the currencies the venue has prices in, in lower case; each call sends a request.
  List<String> fetchCurrencies();

  /// Fetches every instrument the venue lists, with its rank where known; each call sends a
  /// request.
  List<Instrument> fetchInstruments();

  /// The response of a venue.
  ///
  /// @param points ascending, each time once
  /// @param running the newest price, which is off the grid and differs in the next response; null
  ///   when there is none
  /// @param asOf the time of the response
  record Chart(
      Interval granularity, List<PricePoint> points, @Nullable PricePoint running, Instant asOf) {
    public Chart {
      points = List.copyOf(points);
    }
  }
}
