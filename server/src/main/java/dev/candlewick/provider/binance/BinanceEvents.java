package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.Candle;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.feed.FeedEvent;
import java.math.BigDecimal;
import java.time.Instant;

/// Parses Binance's stream payloads, with every digit they were written with.
final class BinanceEvents {
  private static final VenueJson JSON = new VenueJson(BinanceProvider.NAME);

  private BinanceEvents() {}

  /// Parses the same eleven fields as a row of the REST interface; `x` marks a closed candle.
  static FeedEvent candle(FeedTopic.Candles topic, JsonNode event) {
    JsonNode k = event.path("k");
    String where = "candle";
    if (!k.path("x").isBoolean()) throw JSON.malformed(where + ": the closed flag is missing");
    Candle candle =
        new Candle(
            time(k.path("t")),
            JSON.decimal(k.path("o"), where),
            JSON.decimal(k.path("h"), where),
            JSON.decimal(k.path("l"), where),
            JSON.decimal(k.path("c"), where),
            JSON.decimal(k.path("v"), where),
            time(k.path("T")),
            JSON.count(k.path("n"), where),
            JSON.decimal(k.path("q"), where),
            JSON.decimal(k.path("V"), where),
            JSON.decimal(k.path("Q"), where));
    return new FeedEvent.CandleReceived(
        topic, JSON.requireValid(candle), k.path("x").booleanValue());
  }

  /// Parses a print. `m` means that the buyer was the maker, so the taker sold.
  static FeedEvent print(Symbol symbol, JsonNode event) {
    if (!event.path("m").isBoolean()) throw JSON.malformed("print: the maker flag is missing");
    return new FeedEvent.PrintReceived(
        new Print(
            symbol,
            JSON.positive(event.path("p"), "print"),
            JSON.positive(event.path("q"), "print"),
            time(event.path("T")),
            event.path("m").booleanValue() ? Print.Side.SELL : Print.Side.BUY,
            Long.toString(JSON.wholeNumber(event.path("a"), "print"))));
  }

  static FeedEvent last(Symbol symbol, JsonNode event) {
    BigDecimal price = JSON.positive(event.path("c"), "last price");
    LastPrice.Day day =
        new LastPrice.Day(
            JSON.decimal(event.path("o"), "last price"),
            JSON.decimal(event.path("h"), "last price"),
            JSON.decimal(event.path("l"), "last price"),
            JSON.decimal(event.path("v"), "last price"));
    return new FeedEvent.LastPriceReceived(
        new LastPrice(symbol, price, time(event.path("E")), day));
  }

  private static Instant time(JsonNode node) {
    return JSON.epoch(node, "time");
  }
}
