package dev.candlewick.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// CoinGecko's current prices and Binance's latest prints on the loopback.
final class LoopbackPrices implements AutoCloseable {
  private final Map<String, String> prices =
      new ConcurrentHashMap<>(
          Map.of(
              "bitcoin", "89450",
              "ethereum", "3000.5",
              "solana", "0.00001234",
              "new-coin", "12.3456"));
  private static final String PRINTS =
      """
      [{"a":1,"p":"68000.1","q":"0.5","f":1,"l":1,"T":1735689600000,"m":true,"M":true},\
      {"a":2,"p":"68000.2","q":"0.25","f":2,"l":3,"T":1735689600000,"m":false,"M":true}]\
      """;

  /// Two coins share HNT.
  private static final String COINS =
      """
      [{"id":"bitcoin","symbol":"btc","name":"Bitcoin"},
      {"id":"ethereum","symbol":"eth","name":"Ethereum"},
      {"id":"solana","symbol":"sol","name":"Solana"},
      {"id":"litecoin","symbol":"ltc","name":"Litecoin"},
      {"id":"helium","symbol":"hnt","name":"Helium"},
      {"id":"hymnode","symbol":"hnt","name":"Hymnode"}]
      """;

  private static final String MARKETS =
      """
      {"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT"}]}
      """;

  private final HttpServer server;
  private final List<String> requestedIds = Collections.synchronizedList(new ArrayList<>());

  LoopbackPrices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::respond);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// From now on a coin has this price.
  void price(String id, String price) {
    prices.put(id, price);
  }

  /// Returns the ids of each request for prices.
  List<String> requestedIds() {
    return List.copyOf(requestedIds);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getQuery();
      String text =
          switch (exchange.getRequestURI().getPath()) {
            case "/simple/price" -> prices(query);
            case "/simple/supported_vs_currencies" -> "[\"usd\"]";
            case "/coins/list" -> COINS;
            case "/api/v3/exchangeInfo" -> MARKETS;
            case "/coins/markets" -> "[]";
            default -> PRINTS;
          };
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String prices(String query) {
    String ids = query.replaceFirst("^ids=", "").replaceFirst("&.*", "");
    requestedIds.add(ids);
    return List.of(ids.split(",")).stream()
        .filter(prices::containsKey)
        .map(id -> "\"%s\":{\"usd\":%s}".formatted(id, prices.get(id)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
