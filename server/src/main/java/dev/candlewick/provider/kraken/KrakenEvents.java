package dev.candlewick.provider.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.feed.FeedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;

/// Parses Kraken's rows, with every digit they were written with, to the microsecond as its
/// responses.
final class KrakenEvents {
  private static final VenueJson JSON = new VenueJson(KrakenProvider.NAME);

  private final InstantSource clock;

  KrakenEvents(InstantSource clock) {
    this.clock = clock;
  }

  /// Parses a candle into the same values that `KrakenResponses` produces once it is closed.
  static Candle candle(FeedTopic.Candles topic, JsonNode row) {
    String where = "candle";
    Grid grid = Grid.of(topic.interval());
    Instant open = JSON.time(row.path("interval_begin"), where);
    if (!grid.isAligned(open)) throw JSON.malformed("candle opened " + open + ": off the grid");
    return JSON.requireValid(
        new Candle(
            open,
            JSON.decimal(row.path("open"), where),
            JSON.decimal(row.path("high"), where),
            JSON.decimal(row.path("low"), where),
            JSON.decimal(row.path("close"), where),
            JSON.decimal(row.path("volume"), where),
            grid.next(open).minusMillis(1),
            JSON.count(row.path("trades"), where),
            null,
            null,
            null));
  }

  /// Parses a print. Its side is the taker's.
  FeedEvent print(Symbol symbol, JsonNode row) {
    Print.Side taker =
        switch (JSON.text(row.path("side"), "print")) {
          case "buy" -> Print.Side.BUY;
          case "sell" -> Print.Side.SELL;
          default -> throw JSON.malformed("print: the side is missing");
        };
    return new FeedEvent.PrintReceived(
        new Print(
            symbol,
            JSON.positive(row.path("price"), "print"),
            JSON.positive(row.path("qty"), "print"),
            micros(JSON.time(row.path("timestamp"), "print")),
            taker,
            Long.toString(JSON.wholeNumber(row.path("trade_id"), "print"))));
  }

  /// Parses a last price. The price a day ago is the last price minus its change.
  FeedEvent last(Symbol symbol, JsonNode row) {
    BigDecimal price = JSON.positive(row.path("last"), "last price");
    LastPrice.Day day =
        new LastPrice.Day(
            price.subtract(JSON.decimal(row.path("change"), "last price")),
            JSON.decimal(row.path("high"), "last price"),
            JSON.decimal(row.path("low"), "last price"),
            JSON.decimal(row.path("volume"), "last price"));
    Instant time =
        row.has("timestamp")
            ? micros(JSON.time(row.path("timestamp"), "last price"))
            : clock.instant();
    return new FeedEvent.LastPriceReceived(new LastPrice(symbol, price, time, day));
  }

  private static Instant micros(Instant time) {
    return Grid.instant(Grid.micros(time));
  }
}
