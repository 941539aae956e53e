package dev.candlewick.api.chart;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.charts.FrameColumn;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a frame of candles, as text.
public final class CandleFrameParameters {
  static final int MAX_ROWS = 10_000;
  static final int DEFAULT_ROWS = 1000;
  static final int MAX_COLUMNS = 20;
  static final String DEFAULT_COLUMNS = "open,high,low,close,volume";

  @RestQuery
  @ValuesOf(Interval.class)
  @Parameter(description = "Length of a candle, case-sensitive; 1d by default", example = "1h")
  @Nullable String interval;

  @RestQuery
  @Parameter(
      description = "A venue, or posted; by default the best source there is",
      example = "binance")
  @Nullable String provider;

  @RestQuery
  @Parameter(description = "First open time, inclusive; a date or a time", example = "2021-01-01")
  @Nullable String from;

  @RestQuery
  @Parameter(
      description =
          "End of the open times, exclusive; a date or a time; the end of the newest stored candle by"
              + " default",
      example = "2021-02-01")
  @Nullable String to;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_ROWS, defaultValue = DEFAULT_ROWS)
  @Parameter(
      description =
          "Most grid times of the response: the oldest of the range where from is given, else the"
              + " newest",
      example = "1000")
  @Nullable String limit;

  @RestQuery
  @Parameter(
      description =
          "At most 20, comma separated or repeated; "
              + DEFAULT_COLUMNS
              + " by default. Known are open, high, low, close, volume, quote_volume, trades,"
              + " pct_change, rolling_mean(W), ema(W) and volatility(W), with W from 2 to 1000")
  @Nullable List<String> columns;

  @RestHeader(HttpHeaders.IF_NONE_MATCH)
  @Parameter(description = "The ETag of a response that the client has; 304 while it is valid")
  @Nullable String ifNoneMatch;

  /// All parameters as one text, the key of a cached response.
  String key() {
    return String.join(
        "\n",
        orEmpty(interval),
        orEmpty(provider),
        orEmpty(from),
        orEmpty(to),
        orEmpty(limit),
        columns == null ? "" : String.join(",", columns));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Reads the columns, each once, in the order of the request.
  List<FrameColumn> readColumns(FieldReader reader) {
    String joined = columns == null ? "" : String.join(",", columns);
    String[] names = (joined.isBlank() ? DEFAULT_COLUMNS : joined).split(",", -1);
    List<FrameColumn> read = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      Optional<FrameColumn> column = FrameColumn.parse(name.strip());
      column.filter(one -> !read.contains(one)).ifPresent(read::add);
      if (column.isEmpty()) unknown.add(QuotedText.of(name));
    }
    if (!unknown.isEmpty()) {
      reader.add(
          "query.columns",
          "may be "
              + FrameColumn.FORMS
              + "; got "
              + String.join(", ", unknown.stream().limit(MAX_COLUMNS).toList()));
    }
    if (read.size() > MAX_COLUMNS) {
      reader.add("query.columns", "may be at most " + MAX_COLUMNS + "; got " + read.size());
    }
    return read;
  }
}
