package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.VenueJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Parses Binance's last prices and newest trades.
final class MarketDataParser {
  private static final VenueJson JSON = new VenueJson(BinanceProvider.NAME);

  private MarketDataParser() {}

  /// Parses `[{"symbol":"LTCBTC","price":"4.00000200"}]` into prices by the venue's symbol. A
  /// symbol that never traded has the price 0 and is left out.
  static Map<String, QuotedPrice> prices(byte[] body) {
    Map<String, QuotedPrice> prices = new HashMap<>();
    for (JsonNode entry : JSON.array(JSON.tree(body), "the prices")) {
      String symbol = entry.path("symbol").asText("");
      QuotedPrice price = VenueJson.price(entry.path("price"));
      if (price != null) prices.put(symbol, price);
    }
    return prices;
  }

  /// Parses aggregate trades, oldest first as the venue sends them. `m` means that the buyer was
  /// the maker, so the taker sold.
  static List<Print> prints(byte[] body, Symbol symbol) {
    List<Print> prints = new ArrayList<>();
    for (JsonNode trade : JSON.array(JSON.tree(body), "the prints")) {
      String where = "print " + prints.size();
      if (!trade.path("m").isBoolean()) throw JSON.malformed(where + ": the maker flag is missing");
      BigDecimal price = JSON.decimal(trade.path("p"), where);
      BigDecimal qty = JSON.decimal(trade.path("q"), where);
      if (price.signum() <= 0 || qty.signum() <= 0) {
        throw JSON.malformed(where + ": price and quantity must be above 0");
      }
      prints.add(
          new Print(
              symbol,
              price,
              qty,
              JSON.epoch(trade.path("T"), where),
              trade.path("m").booleanValue() ? Print.Side.SELL : Print.Side.BUY,
              Long.toString(JSON.wholeNumber(trade.path("a"), where))));
    }
    return List.copyOf(prints);
  }
}
