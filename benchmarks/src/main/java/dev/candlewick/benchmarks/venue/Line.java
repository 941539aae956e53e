package dev.candlewick.benchmarks.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.benchmarks.venue.Topic.Kind;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// A connection and its subscribed streams. `/stream` wraps each message with its stream's name,
/// `/ws` does not.
final class Line {
  private static final ObjectMapper JSON = new ObjectMapper();

  final boolean combined;
  final boolean micros;

  private final ServerWebSocket socket;
  private final VenueCounts counts;
  private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
  private volatile List<Topic> candles = List.of();
  private volatile List<Topic> trades = List.of();

  Line(ServerWebSocket socket, VenueCounts counts) {
    this.socket = socket;
    this.counts = counts;
    this.combined = socket.path().startsWith("/stream");
    String query = socket.query() == null ? "" : decoded(socket.query());
    this.micros = query.toUpperCase(Locale.ROOT).contains("TIMEUNIT=MICROSECOND");
    for (String part : query.split("&", -1)) {
      if (part.startsWith("streams=")) add(Arrays.asList(part.substring(8).split("/", -1)));
    }
    if (socket.path().startsWith("/ws/"))
      add(Arrays.asList(socket.path().substring(4).split("/", -1)));
    socket.textMessageHandler(this::command);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  List<Topic> candles() {
    return candles;
  }

  /// Returns the topics of prints and last prices.
  List<Topic> trades() {
    return trades;
  }

  private void changed() {
    candles = topics.values().stream().filter(topic -> topic.kind() == Kind.CANDLES).toList();
    trades = topics.values().stream().filter(topic -> topic.kind() != Kind.CANDLES).toList();
  }

  private void add(Collection<String> names) {
    for (String name : names) Topic.parse(name).ifPresent(topic -> topics.put(name, topic));
    changed();
  }

  /// Handles `{"method":"SUBSCRIBE","params":["btcusdt@aggTrade"],"id":1}`.
  private void command(String text) {
    try {
      JsonNode command = JSON.readTree(text);
      var names = command.path("params").valueStream().map(JsonNode::asText).toList();
      String result = "null";
      switch (command.path("method").asText()) {
        case "SUBSCRIBE" -> add(names);
        case "UNSUBSCRIBE" -> {
          names.forEach(topics::remove);
          changed();
        }
        case "LIST_SUBSCRIPTIONS" -> result = JSON.writeValueAsString(topics.keySet());
        default -> {
          send("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":null}");
          return;
        }
      }
      send("{\"result\":" + result + ",\"id\":" + command.path("id") + "}");
    } catch (JsonProcessingException e) {
      send("{\"error\":{\"code\":3,\"msg\":\"Invalid JSON\"},\"id\":null}");
    }
  }

  /// Sends a message even if others are queued: a slow reader is counted, not throttled.
  void send(String message) {
    if (socket.isClosed()) return;
    if (socket.writeQueueFull()) counts.queueFull.increment();
    socket.writeTextMessage(message);
  }
}
