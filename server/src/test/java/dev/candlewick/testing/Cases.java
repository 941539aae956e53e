package dev.candlewick.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Small inputs on which the program once failed, in the format in which the venues send them.
public final class Cases {
  private static final JsonMapper JSON = new JsonMapper();

  private Cases() {}

  /// Returns a whole file of the folder `cases`.
  public static JsonNode read(String file) {
    try (InputStream in =
        Objects.requireNonNull(Cases.class.getResourceAsStream("/cases/" + file), file)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the rows of a list, each as its text.
  public static List<String> rows(JsonNode list) {
    List<String> rows = new ArrayList<>();
    list.forEach(row -> rows.add(row.toString()));
    return rows;
  }

  /// Returns Binance's klines of a series in `one-bad-row.json`, such as `AAAUSDT|1h`.
  public static List<String> klines(String series) {
    return rows(read("one-bad-row.json").path("binance").path(series));
  }

  /// Returns Binance's aggregate trades of `prints-microseconds.json`: one with a time in
  /// microseconds, two different ones under one id.
  public static String aggTrades() {
    return read("prints-microseconds.json").path("aggs").path("ZILBTC").toString();
  }
}
