package dev.candlewick.provider.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.VenueJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses Coinbase Exchange's responses, with every digit they were written with. The venue sends
/// the newest first; the results here are oldest first.
final class CoinbaseResponses {
  private static final VenueJson JSON = new VenueJson(CoinbaseProvider.NAME);
  private static final int CANDLE_FIELDS = 6;

  private CoinbaseResponses() {}

  static Instant time(byte[] body) {
    return JSON.epoch(JSON.tree(body).path("epoch"), "the server's time");
  }

  /// Parses the rows `[time, low, high, open, close, volume]`. They contain neither the count of
  /// trades nor the quote volume: the count is 0 and the quote volume absent. There is no row for
  /// an interval without trades.
  static CandleBatch candles(byte[] body, Grid grid) {
    JsonNode rows = JSON.array(JSON.tree(body), "the candles");
    CandleBatch.Builder batch = new CandleBatch.Builder(rows.size());
    for (int i = rows.size() - 1; i >= 0; i--) add(batch, rows.get(i), grid);
    return batch.build();
  }

  private static void add(CandleBatch.Builder batch, JsonNode row, Grid grid) {
    String place = "candle " + batch.size() + " of the page";
    if (row.size() != CANDLE_FIELDS) throw JSON.malformed(place + ": not six fields");
    Instant open = JSON.epoch(row.get(0), place);
    String where = place + ", opened " + open;
    batch.beginRow(Grid.micros(open), Grid.micros(grid.next(open).minusMillis(1)), 0);
    batch.column(Column.LOW).add(JSON.decimal(row.get(1), where));
    batch.column(Column.HIGH).add(JSON.decimal(row.get(2), where));
    batch.column(Column.OPEN).add(JSON.decimal(row.get(3), where));
    batch.column(Column.CLOSE).add(JSON.decimal(row.get(4), where));
    batch.column(Column.VOLUME).add(JSON.decimal(row.get(5), where));
    batch.column(Column.QUOTE_VOLUME).addAbsent();
    batch.column(Column.TAKER_BASE_VOLUME).addAbsent();
    batch.column(Column.TAKER_QUOTE_VOLUME).addAbsent();
  }

  /// Parses every product; one without id, base or quote cannot be named and is left out.
  static List<Listing> listings(byte[] body) {
    List<Listing> listings = new ArrayList<>();
    for (JsonNode product : JSON.array(JSON.tree(body), "the products")) {
      String id = product.path("id").asText("");
      String base = product.path("base_currency").asText("");
      String quote = product.path("quote_currency").asText("");
      if (id.isEmpty() || base.isEmpty() || quote.isEmpty()) continue;
      boolean online = product.path("status").asText("").equals("online");
      boolean disabled = product.path("trading_disabled").asBoolean(false);
      listings.add(Listing.of(id, new Symbol(base, quote), online && !disabled));
    }
    return List.copyOf(listings);
  }

  /// Returns the last price; empty where nothing has been traded yet.
  static Optional<QuotedPrice> price(byte[] body) {
    return Optional.ofNullable(VenueJson.price(JSON.tree(body).path("price")));
  }

  static List<Print> prints(byte[] body, Symbol symbol) {
    List<Print> prints = new ArrayList<>();
    for (JsonNode trade : JSON.array(JSON.tree(body), "the prints")) {
      prints.add(print(trade, symbol, "print " + prints.size()));
    }
    return List.copyOf(prints.reversed());
  }

  /// Parses a trade of a response or of the feed. Its `side` is the maker's; the taker's is the
  /// opposite.
  static Print print(JsonNode trade, Symbol symbol, String where) {
    BigDecimal price = JSON.decimal(trade.path("price"), where);
    BigDecimal qty = JSON.decimal(trade.path("size"), where);
    if (price.signum() <= 0 || qty.signum() <= 0) {
      throw JSON.malformed(where + ": price and size must be above 0");
    }
    return new Print(
        symbol,
        price,
        qty,
        JSON.time(trade.path("time"), where),
        taker(trade.path("side").asText(""), where),
        Long.toString(JSON.wholeNumber(trade.path("trade_id"), where)));
  }

  private static Print.Side taker(String makerSide, String where) {
    return switch (makerSide) {
      case "buy" -> Print.Side.SELL;
      case "sell" -> Print.Side.BUY;
      default -> throw JSON.malformed(where + ": no side");
    };
  }
}
