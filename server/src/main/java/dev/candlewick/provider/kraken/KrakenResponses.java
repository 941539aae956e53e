package dev.candlewick.provider.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.VenueJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses Kraken's responses. Decimals keep their digits and scale.
final class KrakenResponses {
  private static final VenueJson JSON = new VenueJson(KrakenProvider.NAME);
  private static final String LAST = "last";

  /// The states in which a market trades, even if only with some kinds of orders.
  private static final Set<String> TRADING =
      Set.of("online", "limit_only", "post_only", "reduce_only");

  private static final int CANDLE_FIELDS = 8;
  private static final int MIN_PRINT_FIELDS = 4;
  private static final int TRADE_ID_INDEX = 6;

  private KrakenResponses() {}

  static Instant time(byte[] body) {
    return JSON.epoch(result(body).path("unixtime"), "the server's time");
  }

  /// Parses the committed rows `[time, open, high, low, close, vwap, volume, count]`. The running
  /// candle comes after `last` and is left out. An interval without trades has a row too, with the
  /// last price and no volume. There is no quote volume, because the average price is rounded.
  static CandleBatch candles(byte[] body, Grid grid) {
    JsonNode result = result(body);
    Instant last = JSON.epoch(result.path(LAST), "the last candle's time");
    JsonNode rows = rows(result);
    CandleBatch.Builder batch = new CandleBatch.Builder(rows.size());
    for (JsonNode row : rows) {
      String where = "candle " + batch.size() + " of the page";
      if (row.size() != CANDLE_FIELDS) throw JSON.malformed(where + ": not eight fields");
      Instant open = JSON.epoch(row.get(0), where);
      if (!open.isAfter(last)) addCandle(batch, open, row, grid, where + ", opened " + open);
    }
    return batch.build();
  }

  private static void addCandle(
      CandleBatch.Builder batch, Instant open, JsonNode row, Grid grid, String where) {
    long count = JSON.wholeNumber(row.get(7), where);
    if (count < 0 || count > Integer.MAX_VALUE) throw JSON.malformed(where + ": not a count");
    Instant close = grid.next(open).minusMillis(1);
    batch.beginRow(Grid.micros(open), Grid.micros(close), (int) count);
    batch.column(Column.OPEN).add(JSON.decimal(row.get(1), where));
    batch.column(Column.HIGH).add(JSON.decimal(row.get(2), where));
    batch.column(Column.LOW).add(JSON.decimal(row.get(3), where));
    batch.column(Column.CLOSE).add(JSON.decimal(row.get(4), where));
    batch.column(Column.VOLUME).add(JSON.decimal(row.get(6), where));
    batch.column(Column.QUOTE_VOLUME).addAbsent();
    batch.column(Column.TAKER_BASE_VOLUME).addAbsent();
    batch.column(Column.TAKER_QUOTE_VOLUME).addAbsent();
  }

  /// Returns the newest `limit` of the rows `[price, volume, time, b|s, m|l, misc, id]`, oldest
  /// first; the letter `b` or `s` is the taker's side.
  static List<Print> prints(byte[] body, Symbol symbol, int limit) {
    List<Print> prints = new ArrayList<>();
    for (JsonNode row : rows(result(body))) {
      String where = "print " + prints.size();
      if (row.size() < MIN_PRINT_FIELDS) throw JSON.malformed(where + ": too few fields");
      BigDecimal price = JSON.decimal(row.get(0), where);
      BigDecimal qty = JSON.decimal(row.get(1), where);
      if (price.signum() <= 0 || qty.signum() <= 0) {
        throw JSON.malformed(where + ": price and volume must be above 0");
      }
      Instant time = JSON.epoch(row.get(2), where);
      prints.add(new Print(symbol, price, qty, time, takerSide(row.get(3)), tradeId(row)));
    }
    return List.copyOf(prints.subList(Math.max(0, prints.size() - limit), prints.size()));
  }

  private static Print.@Nullable Side takerSide(JsonNode letter) {
    return switch (letter.asText("")) {
      case "b" -> Print.Side.BUY;
      case "s" -> Print.Side.SELL;
      default -> null;
    };
  }

  /// Returns Kraken's id. Responses from earlier years have none: those prints are named by the
  /// time, price and volume as written, which are the same at every read.
  private static String tradeId(JsonNode row) {
    return row.size() > TRADE_ID_INDEX
        ? row.get(TRADE_ID_INDEX).asText()
        : row.get(2).asText() + "-" + row.get(0).asText() + "-" + row.get(1).asText();
  }

  /// Returns the last prices by Kraken's name of the pair; one without a price is left out.
  static Map<String, QuotedPrice> prices(byte[] body) {
    Map<String, QuotedPrice> prices = new HashMap<>();
    for (Map.Entry<String, JsonNode> ticker : result(body).properties()) {
      QuotedPrice price = VenueJson.price(ticker.getValue().path("c").path(0));
      if (price != null) prices.put(ticker.getKey(), price);
    }
    return prices;
  }

  /// Parses every symbol of the list except dark-pool duplicates, which end in `.d`, and tokenized
  /// stocks, which need another request parameter. One without base or quote cannot be named and is
  /// left out. Lists from earlier years have no status and contain only symbols that can be traded.
  static List<KrakenMarket> markets(byte[] body) {
    List<KrakenMarket> markets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : result(body).properties()) {
      JsonNode market = entry.getValue();
      boolean coin = market.path("aclass_base").asText("currency").equals("currency");
      if (entry.getKey().endsWith(".d") || !coin) continue;
      Symbol symbol = symbol(market);
      if (symbol == null) continue;
      markets.add(
          new KrakenMarket(
              entry.getKey(),
              market.path("altname").asText(entry.getKey()),
              market.path("wsname").asText(market.path("altname").asText(entry.getKey())),
              symbol,
              TRADING.contains(market.path("status").asText("online"))));
    }
    return List.copyOf(markets);
  }

  private static @Nullable Symbol symbol(JsonNode market) {
    String[] names = market.path("wsname").asText("").split("/", -1);
    String base = names.length == 2 ? names[0] : market.path("base").asText("");
    String quote = names.length == 2 ? names[1] : market.path("quote").asText("");
    if (base.isEmpty() || quote.isEmpty()) return null;
    return new Symbol(KrakenMarket.toCommonTicker(base), KrakenMarket.toCommonTicker(quote));
  }

  private static JsonNode result(byte[] body) {
    JsonNode result = JSON.tree(body).path("result");
    if (!result.isObject()) throw JSON.malformed("the result is missing");
    return result;
  }

  /// Returns the rows, which are under Kraken's own name of the symbol, whatever name the request
  /// used.
  private static JsonNode rows(JsonNode result) {
    JsonNode rows = null;
    for (Map.Entry<String, JsonNode> entry : result.properties()) {
      if (entry.getKey().equals(LAST)) continue;
      if (rows != null) throw JSON.malformed("more than one symbol's rows");
      rows = JSON.array(entry.getValue(), "the rows");
    }
    if (rows == null) throw JSON.malformed("the rows are missing");
    return rows;
  }
}
