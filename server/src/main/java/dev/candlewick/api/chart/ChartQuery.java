package dev.candlewick.api.chart;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.FrameException;
import dev.candlewick.analytics.FrameOptions;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.charts.ChartRequest;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.QuotedText;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question for a market chart, read and sound.
///
/// @param provider a venue, `stored` or `auto`
record ChartQuery(String provider, ChartRequest request, FrameOptions options) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{2,10}");
  private static final Pattern SYMBOL =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._/:$+-]{0,99}");

  /// Reads every parameter before it refuses any.
  static ChartQuery read(
      ReadContext context,
      @Nullable String symbol,
      @Nullable String currency,
      ChartParameters query) {
    FieldReader reader = context.reader();
    String wanted = symbol(reader, context.prefix() + "symbol", symbol);
    String quote = currency(reader, context.prefix() + "currency", currency);
    long days = days(reader, query.days);
    String provider = provider(reader, context.sources(), query.provider);
    FrameOptions options = options(reader, query);
    Instant start = reader.time("query.start", query.start);
    Instant end = reader.time("query.end", query.end);
    reader.requireOrdered("query.start", start, end);
    reader.check();
    if (days < 1) {
      throw new ApiException(
          ErrorCode.INVALID_PARAMETER, "query.days must be greater than 0; got " + days);
    }
    Instrument instrument =
        context.symbols().instrument(wanted, context.sources().needsInstrument(provider));
    return new ChartQuery(
        provider, new ChartRequest(wanted, instrument, quote, (int) days, start, end), options);
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
  /// @param prefix where symbol and currency stand: `query.` or `path.`
  public record ReadContext(
      FieldReader reader, Symbols symbols, MarketCharts sources, String prefix) {}

  private static String symbol(FieldReader reader, String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      reader.add(field, "is required");
      return "";
    }
    if (!SYMBOL.matcher(text.strip()).matches()) {
      reader.add(field, "must be a symbol like bitcoin or BTC; got " + QuotedText.of(text));
    }
    return text.strip();
  }

  private static String currency(FieldReader reader, String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      reader.add(field, "is required");
      return "";
    }
    if (!CURRENCY.matcher(text.strip()).matches()) {
      reader.add(field, "must be a currency like usd or eur; got " + QuotedText.of(text));
    }
    return text.strip().toUpperCase(Locale.ROOT);
  }

  private static long days(FieldReader reader, @Nullable String text) {
    if (text == null || text.isBlank()) {
      reader.add("query.days", "is required");
      return 1;
    }
    return reader.integer(
        "query.days", text, 1, -ChartParameters.MAX_DAYS, ChartParameters.MAX_DAYS);
  }

  private static String provider(FieldReader reader, MarketCharts sources, @Nullable String text) {
    if (text == null || text.isBlank()) {
      reader.add("query.provider", "is required");
      return "";
    }
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (!sources.names().contains(name)) {
      reader.add(
          "query.provider",
          "must be one of " + String.join(", ", sources.names()) + "; got " + QuotedText.of(text));
    }
    return name;
  }

  private static FrameOptions options(FieldReader reader, ChartParameters query) {
    Frequency frequency =
        query.frequency == null
            ? null
            : PictureParameters.choice(reader, "query.frequency", query.frequency, Frequency.DAILY);
    return new FrameOptions(
        frequency,
        window(reader, "query.window_size", query.windowSize, ChartParameters.MIN_WINDOW),
        window(
            reader,
            "query.volatility_window",
            query.volatilityWindow,
            ChartParameters.MIN_VOLATILITY_WINDOW),
        base(reader, query.normalizeBase));
  }

  private static @Nullable Integer window(
      FieldReader reader, String field, @Nullable String text, int min) {
    return text == null
        ? null
        : Integer.valueOf((int) reader.integer(field, text, min, min, Integer.MAX_VALUE));
  }

  private static @Nullable Double base(FieldReader reader, @Nullable String text) {
    if (text == null) return null;
    try {
      double base = Double.parseDouble(text.strip());
      if (Double.isFinite(base)) return base;
    } catch (NumberFormatException e) {
      reader.add("query.normalize_base", "must be a number; got " + QuotedText.of(text));
      return null;
    }
    reader.add("query.normalize_base", "must be a finite number; got " + QuotedText.of(text));
    return null;
  }

  /// The points between start and end.
  PriceSeries trimmed(MarketChart chart) {
    if (chart.prices().isEmpty()) {
      throw new ApiException(ErrorCode.NO_DATA, chart.provider() + " has no prices in this range");
    }
    Instant start = request.from();
    PriceSeries prices = chart.between(start, request.to());
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

  /// The frame of the points.
  Frame frame(PriceSeries prices) {
    return withFields(() -> Frame.of(prices, options));
  }

  /// What a computation returns; its faults become those of the parameters at fault.
  static <T> T withFields(Supplier<T> computation) {
    try {
      return computation.get();
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
