package dev.candlewick.provider.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.VenueJson;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import dev.candlewick.provider.feed.FeedProtocol.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The session of one connection to Coinbase Exchange: one product per request, because an error
/// message names nothing else.
final class CoinbaseSession implements Session {
  private static final VenueJson JSON = new VenueJson(CoinbaseProvider.NAME);
  private static final String HEARTBEAT = "heartbeat";

  /// The messages that are sent as soon as they are true.
  private static final Set<String> CURRENT = Set.of("match", "ticker", HEARTBEAT);

  private final Map<String, Symbol> products = new HashMap<>();
  private final Map<Symbol, Set<FeedTopic>> topics = new HashMap<>();
  private final RunningCandleBuilder runningCandles = new RunningCandleBuilder();
  private JsonNode eventTime = MissingNode.getInstance();

  @Override
  public Message subscribe(Set<FeedTopic> wanted) {
    Symbol symbol = wanted.iterator().next().symbol();
    Set<FeedTopic> some = topicsOf(symbol, wanted);
    products.put(product(symbol), symbol);
    topics.computeIfAbsent(symbol, product -> new HashSet<>()).addAll(some);
    Set<String> channels = channels(some);
    channels.add(HEARTBEAT);
    return new Message(text("subscribe", symbol, channels), some);
  }

  /// Ends the channels that nothing else of the product needs.
  @Override
  public Message unsubscribe(Set<FeedTopic> unwanted) {
    Symbol symbol = unwanted.iterator().next().symbol();
    Set<FeedTopic> some = topicsOf(symbol, unwanted);
    Set<FeedTopic> left = topics.computeIfAbsent(symbol, product -> new HashSet<>());
    left.removeAll(some);
    some.forEach(runningCandles::forget);
    Set<String> channels = channels(some);
    channels.removeAll(channels(left));
    if (left.isEmpty()) channels.add(HEARTBEAT);
    return new Message(channels.isEmpty() ? null : text("unsubscribe", symbol, channels), some);
  }

  private static Set<FeedTopic> topicsOf(Symbol symbol, Set<FeedTopic> all) {
    return all.stream().filter(topic -> topic.symbol().equals(symbol)).collect(Collectors.toSet());
  }

  private static Set<String> channels(Set<FeedTopic> topics) {
    return topics.stream()
        .map(CoinbaseSession::channel)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String channel(FeedTopic topic) {
    return switch (topic) {
      case FeedTopic.Candles candles -> "matches";
      case FeedTopic.Prints prints -> "matches";
      case FeedTopic.Last last -> "ticker";
    };
  }

  private static String product(Symbol symbol) {
    return symbol.base() + "-" + symbol.quote();
  }

  private static String text(String type, Symbol symbol, Set<String> channels) {
    return "{\"type\":\"%s\",\"product_ids\":[\"%s\"],\"channels\":[\"%s\"]}"
        .formatted(type, product(symbol), String.join("\",\"", channels));
  }

  @Override
  public List<FeedEvent> read(String text) {
    JsonNode tree = JSON.tree(text);
    String type = tree.path("type").asText("");
    eventTime = CURRENT.contains(type) ? tree.path("time") : MissingNode.getInstance();
    return switch (type) {
      case "match", "last_match" -> readMatch(tree);
      case "ticker" -> List.of(last(tree));
      case HEARTBEAT -> readHeartbeat(tree);
      case "subscriptions" -> List.of(subscriptions(tree));
      case "error" -> List.of(rejection(tree));
      default -> List.of(new FeedEvent.Unknown());
    };
  }

  @Override
  public @Nullable Instant eventTime() {
    return eventTime.isMissingNode() ? null : JSON.time(eventTime, "event time");
  }

  private Symbol symbol(JsonNode message) {
    Symbol symbol = products.get(message.path("product_id").asText(""));
    if (symbol == null) throw JSON.malformed("a product that was not requested");
    return symbol;
  }

  private List<FeedEvent> readMatch(JsonNode match) {
    Print print = CoinbaseResponses.print(match, symbol(match), "match");
    List<FeedEvent> events = new ArrayList<>();
    events.add(new FeedEvent.PrintReceived(print));
    events.addAll(runningCandles.add(print, topics.getOrDefault(print.symbol(), Set.of())));
    return events;
  }

  private FeedEvent last(JsonNode ticker) {
    String where = "ticker";
    LastPrice.Day day =
        new LastPrice.Day(
            JSON.decimal(ticker.path("open_24h"), where),
            JSON.decimal(ticker.path("high_24h"), where),
            JSON.decimal(ticker.path("low_24h"), where),
            JSON.decimal(ticker.path("volume_24h"), where));
    return new FeedEvent.LastPriceReceived(
        new LastPrice(
            symbol(ticker),
            JSON.positive(ticker.path("price"), where),
            JSON.time(ticker.path("time"), where),
            day));
  }

  /// A product that never traded has no last trade.
  private List<FeedEvent> readHeartbeat(JsonNode heartbeat) {
    Symbol symbol = symbol(heartbeat);
    FeedEvent alive = new FeedEvent.SymbolHeartbeat(symbol);
    long reached = JSON.wholeNumber(heartbeat.path("last_trade_id"), HEARTBEAT);
    return reached <= 0
        ? List.of(alive)
        : List.of(alive, new FeedEvent.PrintIdReached(symbol, reached));
  }

  /// Parses the complete list of subscriptions, by channel.
  private FeedEvent subscriptions(JsonNode answer) {
    Set<FeedTopic> accepted = new HashSet<>();
    for (JsonNode channel : JSON.array(answer.path("channels"), "the channels")) {
      String name = channel.path("name").asText("");
      for (JsonNode product : channel.path("product_ids")) {
        Symbol symbol = products.get(product.asText());
        if (symbol == null) continue;
        topics.getOrDefault(symbol, Set.of()).stream()
            .filter(topic -> channel(topic).equals(name))
            .forEach(accepted::add);
      }
    }
    return new FeedEvent.Accepted(accepted);
  }

  /// Parses `{"type":"error","message":"Failed to subscribe","reason":"X-Y is not a valid
  /// product"}`.
  private FeedEvent rejection(JsonNode error) {
    String reason = error.path("reason").asText("");
    for (Map.Entry<String, Symbol> product : products.entrySet()) {
      if (reason.startsWith(product.getKey() + " ")) {
        Set<FeedTopic> refused = topics.getOrDefault(product.getValue(), Set.of());
        return new FeedEvent.Rejected(refused, "coinbase rejects " + product.getValue());
      }
    }
    return new FeedEvent.Rejected(Set.of(), "coinbase rejects a subscription");
  }
}
