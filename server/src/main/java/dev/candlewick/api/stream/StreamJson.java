package dev.candlewick.api.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.bus.BusEvent.CandleUpdated;
import dev.candlewick.bus.BusEvent.LastPriceUpdated;
import dev.candlewick.bus.BusEvent.PrintReceived;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Decimals;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.PriceChange;
import dev.candlewick.market.Print;
import dev.candlewick.market.Tick;
import dev.candlewick.stream.Topic;
import dev.candlewick.stream.TopicWriter;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Updates as JSON, with the field names the rest of the API has.
final class StreamJson implements TopicWriter {
  private final ObjectMapper json;

  StreamJson(ObjectMapper json) {
    this.json = json;
  }

  /// A polled price.
  ///
  /// @param symbol the instrument's ticker
  /// @param instrument its id; two instruments may share a ticker
  record TickView(
      String symbol,
      String instrument,
      String price,
      String quote,
      String source,
      Instant timestamp) {
    static TickView of(Tick tick) {
      return new TickView(
          tick.instrument().ticker(),
          tick.instrument().id(),
          Decimals.price(tick.price()),
          tick.quote(),
          tick.source(),
          tick.polledAt());
    }
  }

  /// A candle in its current state.
  record LiveCandleView(
      String provider,
      String symbol,
      String interval,
      Instant openTime,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume,
      Instant closeTime,
      int trades,
      @Nullable BigDecimal quoteVolume,
      @Nullable BigDecimal takerBaseVolume,
      @Nullable BigDecimal takerQuoteVolume,
      boolean closed) {
    static LiveCandleView of(CandleUpdated moved) {
      Candle candle = moved.candle();
      return new LiveCandleView(
          moved.provider(),
          moved.symbol().joined(),
          moved.interval().code(),
          candle.openTime(),
          candle.open(),
          candle.high(),
          candle.low(),
          candle.close(),
          candle.volume(),
          candle.closeTime(),
          candle.trades(),
          candle.quoteVolume(),
          candle.takerBaseVolume(),
          candle.takerQuoteVolume(),
          moved.closed());
    }
  }

  /// A print.
  ///
  /// @param side the side of the taker; null where it is not known
  record PrintView(
      String provider,
      String symbol,
      @Nullable String tradeId,
      BigDecimal price,
      BigDecimal qty,
      Instant timestamp,
      Print.@Nullable Side side) {
    static PrintView of(PrintReceived printed) {
      Print print = printed.print();
      return new PrintView(
          printed.provider(),
          print.symbol().joined(),
          print.tradeId(),
          print.price(),
          print.qty(),
          print.time(),
          print.taker());
    }
  }

  /// A last price; the figures of the last 24 hours are null where the venue does not state them.
  ///
  /// @param change24h the price less that of 24 hours ago
  /// @param changePercent24h the same in percent, with two decimals
  record LastView(
      String provider,
      String symbol,
      BigDecimal price,
      Instant timestamp,
      @JsonProperty("open_24h") @Nullable BigDecimal open24h,
      @JsonProperty("high_24h") @Nullable BigDecimal high24h,
      @JsonProperty("low_24h") @Nullable BigDecimal low24h,
      @JsonProperty("volume_24h") @Nullable BigDecimal volume24h,
      @JsonProperty("change_24h") @Nullable BigDecimal change24h,
      @JsonProperty("change_percent_24h") @Nullable BigDecimal changePercent24h) {
    static LastView of(LastPriceUpdated moved) {
      LastPrice last = moved.last();
      LastPrice.Day day = last.day();
      PriceChange change = PriceChange.of(day == null ? null : day.open(), last.price());
      return new LastView(
          moved.provider(),
          last.symbol().joined(),
          last.price(),
          last.time(),
          day == null ? null : day.open(),
          day == null ? null : day.high(),
          day == null ? null : day.low(),
          day == null ? null : day.volume(),
          change == null ? null : change.amount(),
          change == null ? null : change.percent());
    }
  }

  @Override
  public String encode(Topic topic, Object value) {
    return "{\"topic\":" + quoted(topic.text()) + ",\"data\":" + data(value) + "}";
  }

  private String data(Object value) {
    return switch (value) {
      case Tick tick -> write(TickView.of(tick));
      case CandleUpdated moved -> write(LiveCandleView.of(moved));
      case PrintReceived printed -> write(PrintView.of(printed));
      case LastPriceUpdated moved -> write(LastView.of(moved));
      case String own -> own;
      default -> throw new IllegalArgumentException("nothing to listen to: " + value);
    };
  }

  /// The candle of a topic that was posted by a client.
  JsonNode read(String written) throws JsonProcessingException {
    return json.readTree(written);
  }

  String quoted(String text) {
    return write(text);
  }

  String write(Object view) {
    try {
      return json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that is no JSON", e);
    }
  }
}
