package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import dev.candlewick.provider.feed.FeedProtocol.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The session of one connection to Binance.
final class BinanceSession implements Session {
  private static final VenueJson JSON = new VenueJson(BinanceProvider.NAME);
  private static final int MAX_TOPICS_PER_MESSAGE = 100;

  private final Map<String, FeedTopic> topics = new HashMap<>();
  private final Map<Long, Set<FeedTopic>> pending = new HashMap<>();
  private JsonNode eventTime = MissingNode.getInstance();
  private long lastId;

  @Override
  public Message subscribe(Set<FeedTopic> wanted) {
    Set<FeedTopic> some = limited(wanted);
    some.forEach(topic -> topics.put(BinanceProtocol.stream(topic), topic));
    Message message = message("SUBSCRIBE", some);
    pending.put(lastId, message.topics());
    return message;
  }

  @Override
  public Message unsubscribe(Set<FeedTopic> unwanted) {
    return message("UNSUBSCRIBE", limited(unwanted));
  }

  private static Set<FeedTopic> limited(Set<FeedTopic> all) {
    return all.stream().limit(MAX_TOPICS_PER_MESSAGE).collect(Collectors.toSet());
  }

  private Message message(String method, Set<FeedTopic> some) {
    String streams =
        some.stream()
            .map(topic -> "\"" + BinanceProtocol.stream(topic) + "\"")
            .sorted()
            .collect(Collectors.joining(","));
    return new Message(
        "{\"method\":\"%s\",\"params\":[%s],\"id\":%d}".formatted(method, streams, ++lastId), some);
  }

  @Override
  public List<FeedEvent> read(String text) {
    eventTime = MissingNode.getInstance();
    JsonNode tree = JSON.tree(text);
    if (tree.has("stream")) return List.of(data(tree.path("stream").asText(), tree.path("data")));
    if (tree.has("id") && tree.has("result")) return List.of(response(tree));
    if (tree.has("error") || tree.has("code")) return List.of(rejection(tree));
    return List.of(
        isServerShutdown(tree) ? new FeedEvent.ServerClosing() : new FeedEvent.Unknown());
  }

  private static boolean isServerShutdown(JsonNode event) {
    return event.path("e").asText("").equals("serverShutdown");
  }

  @Override
  public @Nullable Instant eventTime() {
    return eventTime.isMissingNode() ? null : JSON.epoch(eventTime, "event time");
  }

  private FeedEvent data(String stream, JsonNode data) {
    if (stream.equals("!serverShutdown") || isServerShutdown(data))
      return new FeedEvent.ServerClosing();
    eventTime = data.path("E");
    return switch (topics.get(stream)) {
      case FeedTopic.Candles candles -> BinanceEvents.candle(candles, data);
      case FeedTopic.Prints prints -> BinanceEvents.print(prints.symbol(), data);
      case FeedTopic.Last last -> BinanceEvents.last(last.symbol(), data);
      case null -> new FeedEvent.Unknown();
    };
  }

  private FeedEvent response(JsonNode answer) {
    Set<FeedTopic> topics = pending.remove(answer.path("id").asLong());
    return topics == null ? new FeedEvent.Heartbeat() : new FeedEvent.Accepted(topics);
  }

  /// Parses `{"error":{"code":2,"msg":"…"},"id":1}`, with or without the envelope. It rejects a
  /// whole message.
  private FeedEvent rejection(JsonNode refusal) {
    Set<FeedTopic> topics = pending.remove(refusal.path("id").asLong(-1));
    JsonNode error = refusal.has("error") ? refusal.path("error") : refusal;
    String reason = "binance rejects a subscription (code " + error.path("code").asInt() + ")";
    return new FeedEvent.Rejected(topics == null ? new HashSet<>() : topics, reason);
  }
}
