package dev.candlewick.api.chart;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.FrameException;
import dev.candlewick.analytics.FrameOptions;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.charts.ChartRequest;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question for a market chart, read and sound.
///
/// @param provider a venue, `stored` or `auto`
record ChartQuery(String provider, ChartRequest request, FrameOptions options) {
  private static final long MOST_DAYS = 1_000_000;
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{2,10}");
  private static final Pattern SYMBOL =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._/:$+-]{0,99}");

  /// Reads every parameter before it refuses any.
  static ChartQuery read(
      Reading reading, @Nullable String symbol, @Nullable String currency, ChartParameters query) {
    Faults faults = reading.faults();
    String wanted = symbol(faults, reading.place() + "symbol", symbol);
    String quote = currency(faults, reading.place() + "currency", currency);
    long days = days(faults, query.days);
    String provider = provider(faults, reading.sources(), query.provider);
    FrameOptions options = options(faults, query);
    Instant start = faults.time("query.start", query.start);
    Instant end = faults.time("query.end", query.end);
    faults.ordered("query.start", start, end);
    faults.check();
    if (days < 1) {
      throw new ApiException(
          ErrorCode.INVALID_PARAMETER, "query.days must be greater than 0; got " + days);
    }
    Instrument instrument = instrument(reading, wanted, provider);
    return new ChartQuery(
        provider, new ChartRequest(wanted, instrument, quote, (int) days, start, end), options);
  }

  /// A venue with markets gives the name its own meaning; only where no such venue is asked must it
  /// be one instrument's.
  private static @Nullable Instrument instrument(Reading reading, String name, String provider) {
    return switch (reading.symbols().match(name)) {
      case InstrumentMatch.Found found -> found.instrument();
      case InstrumentMatch.Ambiguous several -> {
        if (reading.sources().needsInstrument(provider)) throw Symbols.ambiguous(name, several);
        yield null;
      }
      case InstrumentMatch.Unknown unknown -> {
        if (reading.sources().needsInstrument(provider)) {
          throw Symbols.unknown(name, unknown.nearest());
        }
        yield null;
      }
    };
  }

  /// As the answer prints it: CoinGecko's id where it is known, else the ticker in lower case.
  String name(MarketChart chart, Symbols symbols) {
    Instrument instrument = request.instrument();
    return instrument != null && instrument.ticker().equals(chart.base())
        ? instrument.id()
        : symbols.baseName(chart.base());
  }

  /// What reading needs besides the texts.
  ///
  /// @param place where symbol and currency stand: `query.` or `path.`
  public record Reading(Faults faults, Symbols symbols, MarketCharts sources, String place) {}

  private static String symbol(Faults faults, String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      faults.add(field, "is required");
      return "";
    }
    if (!SYMBOL.matcher(text.strip()).matches()) {
      faults.add(field, "must be a symbol like bitcoin or BTC; got " + Faults.shown(text));
    }
    return text.strip();
  }

  private static String currency(Faults faults, String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      faults.add(field, "is required");
      return "";
    }
    if (!CURRENCY.matcher(text.strip()).matches()) {
      faults.add(field, "must be a currency like usd or eur; got " + Faults.shown(text));
    }
    return text.strip().toUpperCase(Locale.ROOT);
  }

  private static long days(Faults faults, @Nullable String text) {
    if (text == null || text.isBlank()) {
      faults.add("query.days", "is required");
      return 1;
    }
    return faults.whole("query.days", text, 1, -MOST_DAYS, MOST_DAYS);
  }

  private static String provider(Faults faults, MarketCharts sources, @Nullable String text) {
    if (text == null || text.isBlank()) {
      faults.add("query.provider", "is required");
      return "";
    }
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (!sources.names().contains(name)) {
      faults.add(
          "query.provider",
          "must be one of " + String.join(", ", sources.names()) + "; got " + Faults.shown(text));
    }
    return name;
  }

  private static FrameOptions options(Faults faults, ChartParameters query) {
    Frequency frequency =
        query.frequency == null
            ? null
            : PictureParameters.choice(faults, "query.frequency", query.frequency, Frequency.DAILY);
    return new FrameOptions(
        frequency,
        window(faults, "query.window_size", query.windowSize, 1),
        window(faults, "query.volatility_window", query.volatilityWindow, 2),
        base(faults, query.normalizeBase));
  }

  private static @Nullable Integer window(
      Faults faults, String field, @Nullable String text, int least) {
    return text == null
        ? null
        : Integer.valueOf((int) faults.whole(field, text, least, least, Integer.MAX_VALUE));
  }

  private static @Nullable Double base(Faults faults, @Nullable String text) {
    if (text == null) return null;
    try {
      double base = Double.parseDouble(text.strip());
      if (Double.isFinite(base)) return base;
    } catch (NumberFormatException e) {
      faults.add("query.normalize_base", "must be a number; got " + Faults.shown(text));
      return null;
    }
    faults.add("query.normalize_base", "must be a finite number; got " + Faults.shown(text));
    return null;
  }

  /// The points between start and end.
  PriceSeries trimmed(MarketChart chart) {
    if (chart.prices().isEmpty()) {
      throw new ApiException(ErrorCode.NO_DATA, chart.provider() + " has no prices in this range");
    }
    Instant start = request.from();
    Instant end = request.to();
    PriceSeries prices =
        chart
            .prices()
            .between(
                start == null ? Long.MIN_VALUE : Grid.micros(start),
                end == null ? Long.MAX_VALUE : Grid.micros(end));
    if (prices.isEmpty()) {
      throw ApiException.validation(
          List.of(
              new ApiException.FieldError(
                  start == null ? "query.end" : "query.start",
                  "leaves no point of "
                      + Grid.instant(chart.prices().timeMicros()[0])
                      + " to "
                      + Grid.instant(chart.prices().timeMicros()[chart.prices().size() - 1]))));
    }
    return prices;
  }

  /// The frame of the points, its faults as the parameters they blame.
  Frame frame(PriceSeries prices) {
    try {
      return Frame.of(prices, options);
    } catch (FrameException e) {
      throw ApiException.validation(
          e.problems().stream()
              .map(
                  problem -> new ApiException.FieldError(field(problem.fault()), problem.message()))
              .toList());
    }
  }

  private static String field(FrameException.Fault fault) {
    return switch (fault) {
      case SERIES_EMPTY -> "query.start";
      case WINDOW_TOO_SMALL, WINDOW_TOO_LARGE -> "query.window_size";
      case VOLATILITY_WINDOW_TOO_SMALL -> "query.volatility_window";
      case BASE_NOT_FINITE, BASE_WITHOUT_FIRST_PRICE -> "query.normalize_base";
    };
  }
}
