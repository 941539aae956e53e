package dev.candlewick.provider.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueAnswer;
import dev.candlewick.provider.feed.FeedDialect.Conversation;
import dev.candlewick.provider.feed.FeedDialect.Message;
import dev.candlewick.provider.feed.FeedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is said on one connection to Binance.
final class BinanceConversation implements Conversation {
  private static final VenueAnswer JSON = new VenueAnswer(BinanceProvider.NAME);
  private static final int AT_ONCE = 100;

  private final Map<String, FeedTopic> topics = new HashMap<>();
  private final Map<Long, Set<FeedTopic>> asked = new HashMap<>();
  private long lastId;

  @Override
  public Message subscribe(Set<FeedTopic> wanted) {
    Set<FeedTopic> some = some(wanted);
    some.forEach(topic -> topics.put(BinanceDialect.stream(topic), topic));
    Message message = message("SUBSCRIBE", some);
    asked.put(lastId, message.topics());
    return message;
  }

  @Override
  public Message unsubscribe(Set<FeedTopic> unwanted) {
    return message("UNSUBSCRIBE", some(unwanted));
  }

  private static Set<FeedTopic> some(Set<FeedTopic> all) {
    return all.stream().limit(AT_ONCE).collect(Collectors.toSet());
  }

  private Message message(String method, Set<FeedTopic> some) {
    String streams =
        some.stream()
            .map(topic -> "\"" + BinanceDialect.stream(topic) + "\"")
            .sorted()
            .collect(Collectors.joining(","));
    return new Message(
        "{\"method\":\"%s\",\"params\":[%s],\"id\":%d}".formatted(method, streams, ++lastId), some);
  }

  @Override
  public List<FeedEvent> read(String text) {
    JsonNode tree = JSON.tree(text);
    if (tree.has("stream")) return List.of(data(tree.path("stream").asText(), tree.path("data")));
    if (tree.has("id") && tree.has("result")) return List.of(answer(tree));
    if (tree.has("error") || tree.has("code")) return List.of(refusal(tree));
    return List.of(leaving(tree) ? new FeedEvent.Leaving() : new FeedEvent.Unknown());
  }

  private static boolean leaving(JsonNode event) {
    return event.path("e").asText("").equals("serverShutdown");
  }

  private FeedEvent data(String stream, JsonNode data) {
    if (stream.equals("!serverShutdown") || leaving(data)) return new FeedEvent.Leaving();
    return switch (topics.get(stream)) {
      case FeedTopic.Candles candles -> BinanceEvents.candle(candles, data);
      case FeedTopic.Prints prints -> BinanceEvents.print(prints.symbol(), data);
      case FeedTopic.Last last -> BinanceEvents.last(last.symbol(), data);
      case null -> new FeedEvent.Unknown();
    };
  }

  private FeedEvent answer(JsonNode answer) {
    Set<FeedTopic> topics = asked.remove(answer.path("id").asLong());
    return topics == null ? new FeedEvent.Alive() : new FeedEvent.Accepted(topics);
  }

  /// `{"error":{"code":2,"msg":"…"},"id":1}`, or without the envelope. It says of a whole message
  /// that it is refused.
  private FeedEvent refusal(JsonNode refusal) {
    Set<FeedTopic> topics = asked.remove(refusal.path("id").asLong(-1));
    JsonNode error = refusal.has("error") ? refusal.path("error") : refusal;
    String reason = "binance refuses a subscription (code " + error.path("code").asInt() + ")";
    return new FeedEvent.Refused(topics == null ? new HashSet<>() : topics, reason);
  }
}
