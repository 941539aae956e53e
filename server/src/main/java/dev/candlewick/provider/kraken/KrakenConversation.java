package dev.candlewick.provider.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueAnswer;
import dev.candlewick.provider.feed.FeedDialect.Conversation;
import dev.candlewick.provider.feed.FeedDialect.Message;
import dev.candlewick.provider.feed.FeedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is said on one connection to Kraken.
final class KrakenConversation implements Conversation {
  private static final VenueAnswer JSON = new VenueAnswer(KrakenProvider.NAME);
  private static final int AT_ONCE = 100;

  private final Map<Channel, Map<String, FeedTopic>> topics = new HashMap<>();
  private final Map<Long, Channel> asked = new HashMap<>();
  private final RunningCandles running = new RunningCandles();
  private final KrakenEvents events;
  private long lastId;

  KrakenConversation(InstantSource clock) {
    this.events = new KrakenEvents(clock);
  }

  /// What one request may ask for.
  ///
  /// @param minutes of a candle; 0 for what has no interval
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

  /// For some symbols of one channel.
  private Message message(String method, String more, Set<FeedTopic> all) {
    Channel channel = Channel.of(all.iterator().next());
    Set<FeedTopic> some =
        all.stream()
            .filter(topic -> Channel.of(topic).equals(channel))
            .limit(AT_ONCE)
            .collect(Collectors.toSet());
    String symbols =
        some.stream()
            .map(topic -> "\"" + name(topic) + "\"")
            .sorted()
            .collect(Collectors.joining(","));
    String interval = channel.minutes() == 0 ? "" : ",\"interval\":" + channel.minutes();
    asked.put(++lastId, channel);
    return new Message(
        "{\"method\":\"%s\",\"params\":{\"channel\":\"%s\",\"symbol\":[%s]%s%s},\"req_id\":%d}"
            .formatted(method, channel.name(), symbols, interval, more, lastId),
        some);
  }

  @Override
  public List<FeedEvent> read(String text) {
    JsonNode tree = JSON.tree(text);
    if (tree.has("method")) return List.of(answer(tree));
    return switch (tree.path("channel").asText("")) {
      case "heartbeat", "status" -> List.of(new FeedEvent.Alive());
      case "ohlc" -> candles(tree);
      case "trade" -> each(tree, row -> events.print(symbol("trade", row), row));
      case "ticker" -> each(tree, row -> events.last(symbol("ticker", row), row));
      default -> List.of(new FeedEvent.Unknown());
    };
  }

  /// Of one symbol each.
  private FeedEvent answer(JsonNode answer) {
    if (!answer.path("method").asText().equals("subscribe")) return new FeedEvent.Alive();
    Channel channel = asked.get(answer.path("req_id").asLong(-1));
    boolean success = answer.path("success").asBoolean(false);
    JsonNode symbol = success ? answer.path("result").path("symbol") : answer.path("symbol");
    FeedTopic topic = channel == null ? null : topics(channel).get(symbol.asText(""));
    if (success) {
      return topic == null ? new FeedEvent.Unknown() : new FeedEvent.Accepted(Set.of(topic));
    }
    String what = topic == null ? "a subscription" : topic.symbol().toString();
    return new FeedEvent.Refused(
        topic == null ? Set.of() : Set.of(topic), "kraken refuses " + what);
  }

  private Map<String, FeedTopic> topics(Channel channel) {
    return topics.getOrDefault(channel, Map.of());
  }

  private Symbol symbol(String channel, JsonNode row) {
    FeedTopic topic = topics(new Channel(channel, 0)).get(row.path("symbol").asText(""));
    if (topic == null) throw JSON.malformed("a symbol that was not asked for");
    return topic.symbol();
  }

  private List<FeedEvent> candles(JsonNode message) {
    List<FeedEvent> told = new ArrayList<>();
    for (JsonNode row : JSON.array(message.path("data"), "the candles")) {
      Channel channel = new Channel("ohlc", JSON.whole(row.path("interval"), "candle"));
      if (!(topics(channel).get(row.path("symbol").asText(""))
          instanceof FeedTopic.Candles topic)) {
        throw JSON.malformed("a candle that was not asked for");
      }
      told.addAll(running.moved(topic, KrakenEvents.candle(topic, row)));
    }
    return told;
  }

  /// Reads one row.
  private interface Row {
    FeedEvent read(JsonNode row);
  }

  private static List<FeedEvent> each(JsonNode message, Row reader) {
    List<FeedEvent> told = new ArrayList<>();
    for (JsonNode row : JSON.array(message.path("data"), "the rows")) told.add(reader.read(row));
    return told;
  }
}
