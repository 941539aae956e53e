package dev.candlewick.api;

import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.json;
import static dev.candlewick.api.People.pair;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import dev.candlewick.testing.Waiting;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Document 001's socket as written, and our stream, against the packaged server that polls a
/// CoinGecko on the loopback every second.
class StreamIT {
  private static final String STREAM = "/api/v1/stream";

  @TempDir private static Path home;
  private static LoopbackPrices venue;
  private static ServerProcess server;
  private static People people;

  @BeforeAll
  static void start() {
    venue = new LoopbackPrices();
    server =
        ServerProcess.start(
            home,
            Map.of(
                "PRICE_PROVIDER", "coingecko",
                "CRYPTO_API_BASE_URL", venue.uri().toString(),
                "BINANCE_BASE_URL", venue.uri().toString(),
                "KRAKEN_BASE_URL", venue.uri().toString(),
                "COINBASE_BASE_URL", venue.uri().toString(),
                "CORS_ORIGINS", "https://app.example.com",
                "COINGECKO_RATE", "10000",
                "STREAM_CONNECTIONS_PER_ACCOUNT", "5",
                "POLL_INTERVAL", "1s"));
    people = new People(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    venue.close();
  }

  private static StreamClient stream(String... headers) {
    return StreamClient.connect(server.port(), STREAM, headers);
  }

  private static String token(String username) {
    assertThat(people.register(username).statusCode()).isEqualTo(201);
    return json(people.send("POST", "/api-token-auth/", pair(username, PASSWORD)))
        .path("token")
        .textValue();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void theDocumentedSocketSendsEachPriceInItsOwnMessage() {
    String token = token("watcher");
    try (StreamClient client = StreamClient.connect(server.port(), "/ws/prices/?token=" + token)) {
      client.send("any text of a client");
      String bitcoin = client.next();
      while (!bitcoin.contains("\"BTC\"")) bitcoin = client.next();
      assertThat(bitcoin)
          .matches(
              "\\{\"symbol\":\"BTC\",\"price\":\"\\d+\\.\\d\\d+\","
                  + "\"timestamp\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\+00:00\"}");
      assertThat(List.of(client.next(), client.next(), client.next()).toString())
          .contains("\"ETH\",\"price\":\"3000.50\"")
          .contains("\"SOL\",\"price\":\"0.00001234\"");
    }
    String jwt = people.bearer("watcher").substring("Bearer ".length());
    StreamClient.connect(server.port(), "/ws/prices?token=" + jwt).close();
    StreamClient.connect(server.port(), "/ws/prices", "Authorization", "Token " + token).close();
  }

  @Test
  void theCommandLinesTokenOpensTheSocketToo() {
    people.register("operator");
    ServerProcess.Result made = ServerProcess.run(home, Map.of(), "token", "create", "operator");
    assertThat(made.exitCode()).as(made.output()).isZero();
    String token = made.output().replaceAll("(?s).*(cw_[\\w-]+).*", "$1");
    try (StreamClient client = StreamClient.connect(server.port(), "/ws/prices/?token=" + token)) {
      assertThat(client.next()).contains("\"price\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/ws/prices/, 403",
    "/ws/prices/?token=, 403",
    "/ws/prices/?token=nonsense, 403",
    "/ws/prices/?token=cw_unknown, 403",
    "/api/v1/stream?token=cw_unknown, 403",
    "/api/v1/stream/?token=eyJhbGciOiJub25lIn0.e30., 403"
  })
  void aHandshakeWithoutAGoodTokenIsRefused(String path, int status) {
    assertThat(StreamClient.refusal(server.port(), path)).isEqualTo(status);
  }

  @Test
  void aPageOfAnotherOriginIsRefusedUnlessItIsNamed() {
    int port = server.port();
    assertThat(StreamClient.refusal(port, STREAM, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(StreamClient.refusal(port, STREAM, "Origin", "null")).isEqualTo(403);
    stream("Origin", "https://app.example.com").close();
    stream("Origin", "http://127.0.0.1:" + port).close();
  }

  @Test
  void aRequestThatIsNoWebSocketIsRejected() {
    assertThat(People.error(server.get("/ws/prices/"))).isEqualTo("400 INVALID_PARAMETER");
    assertThat(People.error(server.get(STREAM))).isEqualTo("400 INVALID_PARAMETER");
    assertThat(People.error(server.post(STREAM, "{}"))).isEqualTo("405 METHOD_NOT_ALLOWED");
  }

  @Test
  void aPriceAppearsEverywhereAtOnce() throws Exception {
    String token = "Token " + token("holder");
    people.request(
        "POST",
        "/api/assets/",
        "{\"symbol\":\"ETH\",\"quantity\":\"2\",\"average_buy_price\":\"1000\"}",
        token);
    try (StreamClient client = stream("Authorization", token);
        StreamClient prices =
            StreamClient.connect(server.port(), "/ws/prices/", "Authorization", token)) {
      client.subscribe("ticks:ethereum", "portfolio");
      venue.price("ethereum", "4321.5");
      JsonNode tick = client.data("ticks:ETH", one -> one.path("price").asText().equals("4321.50"));
      assertThat(tick.path("quote").asText()).isEqualTo("USD");
      assertThat(tick.path("source").asText()).isEqualTo("coingecko");
      String time = tick.path("timestamp").asText();
      prices.await(one ->
          one.path("symbol").asText().equals("ETH")
              && one.path("price").asText().equals("4321.50"));
      JsonNode portfolio =
          client.data(
              "portfolio", one -> one.path("total_current_value").asText().equals("8643.00"));
      assertThat(portfolio.path("total_pnl").asText()).isEqualTo("6643.00");
      assertThat(json(people.request("GET", "/api/analytics/portfolio_summary", "", token)))
          .isEqualTo(json(people.request("GET", "/api/v1/analytics/portfolio_summary", "", token)));
      JsonNode listed = json(server.get("/api/prices/?symbol=ETH&from_date=" + time));
      assertThat(listed.path("results").toString()).contains("\"4321.50\"");
      JsonNode history =
          json(people.request("GET", "/api/analytics/historical_prices/ETH", "", token));
      assertThat(history.toString()).contains("4321.5");
      assertThat(json(people.request("GET", "/api/assets/ETH", "", token)).toString())
          .contains("8643");
    } finally {
      venue.price("ethereum", "3000.5");
    }
  }

  @Test
  void ownTopicsFollowTheirOwnersChangesAndReachNoOtherAccount() {
    String mine = people.newUser("owner");
    String theirs = people.newUser("stranger");
    try (StreamClient me = stream("Authorization", mine);
        StreamClient them = stream("Authorization", theirs)) {
      assertThat(texts(me.subscribe("portfolio", "trades").path("topics")))
          .containsExactly("portfolio", "trades");
      them.subscribe("portfolio", "trades");
      assertThat(them.json("snapshot").path("updates")).hasSize(2);
      people.request(
          "POST",
          "/api/v1/trades",
          "{\"symbol\":\"BTC/USD\",\"entry_price\":\"80000\",\"quantity\":\"0.5\",\"trade_type\":\"BUY\"}",
          mine);
      JsonNode trades = me.data("trades", one -> one.path("open_positions").asInt() == 1);
      assertThat(trades.path("positions").get(0).path("unrealized_pnl").asText())
          .startsWith("4725");
      them.send("{\"op\":\"ping\",\"id\":1}");
      JsonNode response = them.json();
      while (!response.path("type").asText().equals("pong")) {
        assertThat(response.toString()).doesNotContain("80000").doesNotContain("4725");
        response = them.json();
      }
    }
  }

  @Test
  void withoutCredentialsThereAreNoTradesAndNoSecondHandPortfolio() {
    try (StreamClient client = stream()) {
      client.send("{\"op\":\"subscribe\",\"topics\":[\"trades\"],\"id\":\"t\"}");
      JsonNode error = client.json("error");
      assertThat(error.path("id").asText()).isEqualTo("t");
      assertThat(error.toString()).contains("topics[0]").contains("needs credentials");
    }
    try (StreamClient proxied = stream("X-Forwarded-For", "203.0.113.9")) {
      proxied.send("{\"op\":\"subscribe\",\"topics\":[\"portfolio\"]}");
      assertThat(proxied.json("error").toString()).contains("needs credentials");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | must be a JSON object",
        "[1,2] | must be a JSON object",
        "{\"op\":\"shout\"} | op must be subscribe",
        "{\"op\":\"subscribe\"} | topics must be a list",
        "{\"op\":\"subscribe\",\"topics\":[]} | topics must be a list",
        "{\"op\":\"subscribe\",\"topics\":\"ticks:BTC\"} | topics must be a list",
        "{\"op\":\"subscribe\",\"topics\":[1]} | topics[0]",
        "{\"op\":\"subscribe\",\"topics\":[\"ticks:BTC\",\"ticks:notacoin\"]} | topics[1]",
        "{\"op\":\"subscribe\",\"topics\":[\"candles:7m:BTCUSDT\"]} | no interval",
        "{\"op\":\"subscribe\",\"topics\":[\"candles:1m:BTCUSDT\"]} | is not followed",
        "{\"op\":\"subscribe\",\"topics\":[\"prints:BTCUSDT@kraken\"]} | no feed of prints",
        "{\"op\":\"subscribe\",\"topics\":[\"last:BTCUSDT\"]} | is not followed",
        "{\"op\":\"subscribe\",\"topics\":[\"ticks:BTC@binance\"]} | name none",
        "{\"op\":\"unsubscribe\",\"topics\":[\"foo\"]} | must be like ticks:BTC"
      })
  void aWrongCommandIsAnsweredAndTheConnectionStaysOpen(String command, String message) {
    try (StreamClient client = stream()) {
      client.json("welcome");
      client.send(command);
      JsonNode error = client.json("error");
      assertThat(error.path("error").path("code").asText()).isEqualTo("VALIDATION_ERROR");
      assertThat(error.toString()).contains(message);
      client.send("{\"op\":\"ping\",\"id\":[1]}");
      assertThat(client.json("pong").path("id").toString()).isEqualTo("[1]");
    }
  }

  @Test
  void unsubscribingEndsATopicAndLeavesTheOthers() {
    try (StreamClient client = stream()) {
      client.subscribe("ticks:*", "ticks:BTC");
      client.send("{\"op\":\"unsubscribe\",\"topics\":[\"ticks:*\"]}");
      assertThat(texts(client.json("subscribed").path("topics"))).containsExactly("ticks:BTC");
      for (int i = 0; i < 2; i++) {
        assertThat(client.json("update").path("updates")).hasSize(1);
      }
    }
  }

  @Test
  void aClientThatReconnectsSoonReceivesNothingTwice() {
    String cursor;
    try (StreamClient client = stream()) {
      client.subscribe("ticks:BTC");
      cursor = client.json("update").path("cursor").asText();
    }
    try (StreamClient back = stream()) {
      back.send(
          "{\"op\":\"subscribe\",\"topics\":[\"ticks:BTC\"],\"after\":\"%s\"}".formatted(cursor));
      assertThat(back.json("subscribed").path("resumed").asBoolean()).isTrue();
    }
    try (StreamClient other = stream()) {
      other.send("{\"op\":\"subscribe\",\"topics\":[\"ticks:BTC\"],\"after\":\"other.1\"}");
      assertThat(other.json("subscribed").path("resumed").asBoolean()).isFalse();
      assertThat(other.json("snapshot").path("updates")).hasSize(1);
    }
  }

  @Test
  void tooMuchAndTooLongCloseTheConnection() {
    try (StreamClient chatty = stream()) {
      for (int i = 0; i < 200; i++) chatty.send("{\"op\":\"ping\"}");
      assertThat(chatty.closeCode()).isEqualTo(1008);
    } catch (AssertionError closedWhileSending) {
      assertThat(closedWhileSending).hasMessage("cannot send");
    }
    try (StreamClient lengthy = stream()) {
      lengthy.send("x".repeat(20_000));
      assertThat(lengthy.closeCode()).isNotEqualTo(1000);
    }
  }

  @Test
  void anAccountHasSoManyConnectionsAndLeavingMakesRoom() throws Exception {
    String bearer = people.newUser("crowd");
    List<StreamClient> clients =
        Collections.nCopies(5, bearer).stream().map(one -> stream("Authorization", one)).toList();
    assertThat(StreamClient.refusal(server.port(), STREAM, "Authorization", bearer)).isEqualTo(429);
    clients.forEach(StreamClient::close);
    Waiting.untilTrue("a connection is accepted", () -> isAccepted(bearer));
  }

  private static boolean isAccepted(String bearer) {
    try (StreamClient late = stream("Authorization", bearer)) {
      late.json("welcome");
      return true;
    } catch (AssertionError full) {
      assertThat(full).hasMessageContaining("no WebSocket");
      return false;
    }
  }

  @Test
  void whoseCredentialsEndIsClosed() {
    String jwt = people.newUser("leaver");
    String secret = people.session("leaver");
    String token = token("revoked");
    try (StreamClient byJwt = stream("Authorization", jwt);
        StreamClient bySession = stream("Cookie", People.COOKIE + "=" + secret);
        StreamClient byToken = StreamClient.connect(server.port(), "/ws/prices/?token=" + token)) {
      people.request("POST", "/api/v1/auth/logout", "", jwt);
      assertThat(byJwt.json("closing").path("code").asInt()).isEqualTo(1008);
      assertThat(byJwt.closeCode()).isEqualTo(1008);
      people.browse("POST", "/api/v1/auth/logout", "", secret);
      assertThat(bySession.closeCode()).isEqualTo(1008);
      String own = people.bearer("revoked");
      long id =
          json(people.request("GET", "/api/v1/account/tokens", "", own)).get(0).path("id").asLong();
      people.request("DELETE", "/api/v1/account/tokens/" + id, "", own);
      assertThat(byToken.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void noTokenIsInTheLog() {
    String token = token("discreet");
    StreamClient.connect(server.port(), "/ws/prices/?token=" + token).close();
    StreamClient.connect(server.port(), STREAM + "?token=" + token).close();
    assertThat(StreamClient.refusal(server.port(), STREAM + "?token=cw_wrong_secret"))
        .isEqualTo(403);
    assertThat(server.log()).doesNotContain(token).doesNotContain("cw_wrong_secret");
  }

  @Test
  void metricsCountSubscribers() {
    try (StreamClient client = stream()) {
      client.subscribe("ticks:*");
      client.json("update");
      assertThat(server.get("/metrics").body())
          .containsPattern("candlewick_stream_connections [1-9]")
          .containsPattern("candlewick_stream_frames_total [1-9]");
    }
  }
}
