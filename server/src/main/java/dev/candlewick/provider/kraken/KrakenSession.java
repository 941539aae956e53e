package dev.candlewick.provider.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import dev.candlewick.provider.feed.FeedProtocol.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The session of one connection to Kraken.
final class KrakenSession implements Session {
  private static final VenueJson JSON = new VenueJson(KrakenProvider.NAME);
  private static final int MAX_TOPICS_PER_MESSAGE = 100;
  private static final String TIMESTAMP = "timestamp";

  private final Map<Channel, Map<String, FeedTopic>> topics = new HashMap<>();
  private final Map<Long, Channel> pending = new HashMap<>();
  private final RunningCandles running = new RunningCandles();
  private final KrakenEvents events;
  private JsonNode eventTime = MissingNode.getInstance();
  private long lastId;

  KrakenSession(InstantSource clock) {
    this.events = new KrakenEvents(clock);
  }

  /// The channel of a request.
  ///
  /// @param minutes the length of a candle; 0 for a channel without an interval
  private record Channel(String name, long minutes) {
    static Channel of(FeedTopic topic) {
      return switch (topic) {
        case FeedTopic.Candles candles -> new Channel("ohlc", minutes(candles.interval()));
        case FeedTopic.Prints prints -> new Channel("trade", 0);
        case FeedTopic.Last last -> new Channel("ticker", 0);
      };
    }

    private static long minutes(Interval interval) {
      return interval.length().toMinutes();
    }
  }

  @Override
  public Message subscribe(Set<FeedTopic> wanted) {
    Message message = message("subscribe", ",\"snapshot\":true", wanted);
    message
        .topics()
        .forEach(topic ->
            topics
                .computeIfAbsent(Channel.of(topic), channel -> new HashMap<>())
                .put(name(topic), topic));
    return message;
  }

  @Override
  public Message unsubscribe(Set<FeedTopic> unwanted) {
    Message message = message("unsubscribe", "", unwanted);
    message.topics().forEach(running::forget);
    return message;
  }

  private static String name(FeedTopic topic) {
    return topic.symbol().toString();
  }

  /// Builds a message for some symbols of one channel.
  private Message message(String method, String more, Set<FeedTopic> all) {
    Channel channel = Channel.of(all.iterator().next());
    Set<FeedTopic> some =
        all.stream()
            .filter(topic -> Channel.of(topic).equals(channel))
            .limit(MAX_TOPICS_PER_MESSAGE)
            .collect(Collectors.toSet());
    String symbols =
        some.stream()
            .map(topic -> "\"" + name(topic) + "\"")
            .sorted()
            .collect(Collectors.joining(","));
    String interval = channel.minutes() == 0 ? "" : ",\"interval\":" + channel.minutes();
    pending.put(++lastId, channel);
    return new Message(
        "{\"method\":\"%s\",\"params\":{\"channel\":\"%s\",\"symbol\":[%s]%s%s},\"req_id\":%d}"
            .formatted(method, channel.name(), symbols, interval, more, lastId),
        some);
  }

  @Override
  public List<FeedEvent> read(String text) {
    JsonNode tree = JSON.tree(text);
    eventTime = eventTime(tree);
    if (tree.has("method")) return List.of(response(tree));
    return switch (tree.path("channel").asText("")) {
      case "heartbeat", "status" -> List.of(new FeedEvent.Heartbeat());
      case "ohlc" -> candles(tree);
      case "trade" -> readRows(tree, row -> events.print(symbol("trade", row), row));
      case "ticker" -> readRows(tree, row -> events.last(symbol("ticker", row), row));
      default -> List.of(new FeedEvent.Unknown());
    };
  }

  @Override
  public @Nullable Instant eventTime() {
    return eventTime.isMissingNode() ? null : JSON.time(eventTime, "event time");
  }

  /// Returns the time of a message, or of its newest row. A snapshot repeats the past, and the time
  /// in the row of a candle is that of its interval.
  private static JsonNode eventTime(JsonNode message) {
    if (!message.path("type").asText("").equals("update")) return MissingNode.getInstance();
    if (message.has(TIMESTAMP)) return message.path(TIMESTAMP);
    if (message.path("channel").asText("").equals("ohlc")) return MissingNode.getInstance();
    JsonNode data = message.path("data");
    return data.path(data.size() - 1).path(TIMESTAMP);
  }

  /// Parses a response, which concerns one symbol.
  private FeedEvent response(JsonNode answer) {
    if (!answer.path("method").asText().equals("subscribe")) return new FeedEvent.Heartbeat();
    Channel channel = pending.get(answer.path("req_id").asLong(-1));
    boolean success = answer.path("success").asBoolean(false);
    JsonNode symbol = success ? answer.path("result").path("symbol") : answer.path("symbol");
    FeedTopic topic = channel == null ? null : topics(channel).get(symbol.asText(""));
    if (success) {
      return topic == null ? new FeedEvent.Unknown() : new FeedEvent.Accepted(Set.of(topic));
    }
    String what = topic == null ? "a subscription" : topic.symbol().toString();
    return new FeedEvent.Rejected(
        topic == null ? Set.of() : Set.of(topic), "kraken rejects " + what);
  }

  private Map<String, FeedTopic> topics(Channel channel) {
    return topics.getOrDefault(channel, Map.of());
  }

  private Symbol symbol(String channel, JsonNode row) {
    FeedTopic topic = topics(new Channel(channel, 0)).get(row.path("symbol").asText(""));
    if (topic == null) throw JSON.malformed("a symbol that was not requested");
    return topic.symbol();
  }

  private List<FeedEvent> candles(JsonNode message) {
    List<FeedEvent> received = new ArrayList<>();
    for (JsonNode row : JSON.array(message.path("data"), "the candles")) {
      Channel channel = new Channel("ohlc", JSON.wholeNumber(row.path("interval"), "candle"));
      if (!(topics(channel).get(row.path("symbol").asText(""))
          instanceof FeedTopic.Candles topic)) {
        throw JSON.malformed("a candle that was not requested");
      }
      received.addAll(running.update(topic, KrakenEvents.candle(topic, row)));
    }
    return received;
  }

  /// Reads one row.
  private interface RowReader {
    FeedEvent read(JsonNode row);
  }

  private static List<FeedEvent> readRows(JsonNode message, RowReader reader) {
    List<FeedEvent> received = new ArrayList<>();
    for (JsonNode row : JSON.array(message.path("data"), "the rows"))
      received.add(reader.read(row));
    return received;
  }
}
