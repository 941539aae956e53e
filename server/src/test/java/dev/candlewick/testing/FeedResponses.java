package dev.candlewick.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The responses of venues to subscriptions, for a `LoopbackFeed`.
public final class FeedResponses {
  private static final JsonMapper JSON = new JsonMapper();

  private FeedResponses() {}

  /// Sends no response.
  public static void none(FeedPeer peer, String text) {}

  public static void binance(FeedPeer peer, String text) {
    peer.send("{\"result\":null,\"id\":" + tree(text).path("id").asLong() + "}");
  }

  /// Sends one response per symbol; a symbol of `BAD` is rejected.
  public static void kraken(FeedPeer peer, String text) {
    JsonNode request = tree(text);
    JsonNode wanted = request.path("params");
    for (JsonNode symbol : wanted.path("symbol")) {
      String method = request.path("method").asText();
      long id = request.path("req_id").asLong();
      peer.send(
          symbol.asText().startsWith("BAD/")
              ? """
              {"error":"Currency pair not supported %s","method":"%s","req_id":%d,\
              "success":false,"symbol":"%s"}\
              """
                  .formatted(symbol.asText(), method, id, symbol.asText())
              : """
              {"method":"%s","req_id":%d,"result":{"channel":"%s","symbol":"%s"},"success":true}\
              """
                  .formatted(method, id, wanted.path("channel").asText(), symbol.asText()));
    }
  }

  /// Sends the list of all subscriptions of the peer; a product of `BAD` is rejected.
  public static void coinbase(FeedPeer peer, String text) {
    String product = tree(text).path("product_ids").path(0).asText();
    if (product.startsWith("BAD-")) {
      peer.send(
          """
          {"type":"error","message":"Failed to subscribe","reason":"%s is not a valid product"}\
          """
              .formatted(product));
      return;
    }
    peer.send(subscriptions(peer));
  }

  private static String subscriptions(FeedPeer peer) {
    Set<String> all = new TreeSet<>();
    for (String text : peer.texts()) {
      JsonNode request = tree(text);
      boolean on = request.path("type").asText().equals("subscribe");
      for (JsonNode channel : request.path("channels")) {
        String entry = channel.asText() + " " + request.path("product_ids").path(0).asText();
        if (on && !entry.contains(" BAD-")) all.add(entry);
        else all.remove(entry);
      }
    }
    List<String> channels = new ArrayList<>();
    all.stream()
        .collect(Collectors.groupingBy(entry -> entry.substring(0, entry.indexOf(' '))))
        .forEach((channel, entries) ->
            channels.add(
                "{\"name\":\"%s\",\"product_ids\":[%s]}"
                    .formatted(
                        channel,
                        entries.stream()
                            .map(entry -> "\"" + entry.substring(entry.indexOf(' ') + 1) + "\"")
                            .collect(Collectors.joining(",")))));
    return "{\"type\":\"subscriptions\",\"channels\":[" + String.join(",", channels) + "]}";
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
