package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.LoopbackVenues;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that were once taken for others, against the packaged server and four venues on the
/// loopback: tickers of several coins, pairs no fixed list of quotes splits, aliases, renamed
/// markets.
class SymbolsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant DAY = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private static Path home;
  private static final LoopbackVenues VENUES = new LoopbackVenues();
  private static ServerProcess server;

  /// Of the eight last whole hours.
  private static String range;

  @BeforeAll
  static void open() {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    range = "&start_date=%s&end_date=%s".formatted(hour.minus(8, ChronoUnit.HOURS), hour);
    server = ServerProcess.start(home, VENUES.settings());
  }

  @AfterAll
  static void close() {
    server.close();
    VENUES.close();
  }

  @AfterEach
  void clear() throws IOException {
    for (JsonNode asset : json("/api/assets/")) {
      String instrument = asset.path("instrument").asText(asset.path("symbol").asText());
      String name = asset.path("instrument").isNull() ? instrument : "id:" + instrument;
      assertThat(server.send("DELETE", "/api/assets/" + name, "").statusCode()).isEqualTo(204);
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  private static HttpResponse<String> add(String symbol) {
    return add(server, symbol);
  }

  private static HttpResponse<String> add(ServerProcess at, String symbol) {
    return at.post(
        "/api/assets/",
        "{\"symbol\":\"%s\",\"quantity\":1,\"average_buy_price\":40000}".formatted(symbol));
  }

  private static void hold(String symbol) {
    HttpResponse<String> added = add(symbol);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.path(field).asText())
        .toList();
  }

  private static List<String> candidates(HttpResponse<String> refused) throws IOException {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    return texts(json(refused).at("/error/details/candidates"), "id");
  }

  @Test
  void aTickerOfSeveralCoinsIsRefusedWithTheCandidatesAndAnIdChoosesOne() throws IOException {
    HttpResponse<String> refused = add("ROSE");
    assertThat(candidates(refused)).containsExactly("oasis-network", "rose");
    JsonNode first = json(refused).at("/error/details/candidates/0");
    assertThat(first.path("rank").intValue()).isEqualTo(210);
    assertThat(first.path("symbol").textValue()).isEqualTo("ROSE");
    assertThat(first.path("name").textValue()).isEqualTo("The oasis-network");
    assertThat(json("/api/assets/")).isEmpty();
    assertThat(candidates(add("rose"))).hasSize(2);
    hold("id:rose");
    hold("oasis-network");
    assertThat(texts(json("/api/assets/"), "instrument"))
        .containsExactlyInAnyOrder("rose", "oasis-network");
    assertThat(json("/api/assets/id:rose").path("instrument").textValue()).isEqualTo("rose");
    assertThat(candidates(server.get("/api/assets/ROSE"))).hasSize(2);
  }

  @Test
  void twoCoinsOfOneTickerAreSentPricedAndListedApart() throws Exception {
    hold("helium");
    hold("hymnode");
    awaitPriced("helium", "hymnode");
    JsonNode allocations = json("/api/analytics/portfolio_summary").path("allocations");
    assertThat(texts(allocations, "instrument")).containsExactlyInAnyOrder("helium", "hymnode");
    assertThat(texts(allocations, "symbol")).containsExactly("HNT", "HNT");
    assertThat(candidates(server.get("/api/prices/?symbol=HNT")))
        .containsExactly("helium", "hymnode");
    assertThat(candidates(server.get("/api/analytics/historical_prices/HNT"))).hasSize(2);
    JsonNode page = json("/api/prices/?symbol=id:hymnode&limit=1");
    assertThat(page.at("/results/0/price").textValue()).isEqualTo("0.02");
    JsonNode points = json("/api/analytics/historical_prices/helium?limit=1");
    assertThat(points.at("/0/price").textValue()).isEqualTo("5.25");
  }

  @Test
  void theSocketOfTheDocumentSendsEachOfTwoCoinsOfOneTicker() throws Exception {
    hold("helium");
    hold("hymnode");
    awaitPriced("helium", "hymnode");
    People people = new People(server);
    people.register("trader");
    String token = people.bearer("trader").substring("Bearer ".length());
    List<String> prices = new ArrayList<>();
    try (StreamClient client = StreamClient.connect(server.port(), "/ws/prices/?token=" + token)) {
      while (!prices.containsAll(List.of("5.25", "0.02"))) {
        JsonNode message = JSON.readTree(client.next());
        assertThat(message.size()).isEqualTo(3);
        if (message.path("symbol").asText().equals("HNT")) {
          prices.add(message.path("price").asText());
        }
      }
    }
  }

  private static void awaitPriced(String... ids) throws Exception {
    for (String id : ids) {
      Waiting.until(
          () -> server.get("/api/assets/id:" + id).body(),
          body -> !body.contains("\"latest_price\":null"));
    }
  }

  @Test
  void aSecondDeleteNeverTakesTheOtherCoinOfTheTicker() {
    hold("BTC");
    hold("batcat");
    assertThat(server.send("DELETE", "/api/v1/assets/BTC", "").statusCode()).isEqualTo(204);
    assertThat(server.send("DELETE", "/api/v1/assets/BTC", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/assets/batcat").statusCode()).isEqualTo(200);
  }

  /// As the listing splits them, and by the same text again.
  @ParameterizedTest
  @CsvSource({
    "SHIBDOGE, binance, SHIBDOGE",
    "SHIB-DOGE, binance, SHIBDOGE",
    "BTCUAH, binance, BTCUAH",
    "BTCPLN, binance, BTCPLN",
    "BTC-PLN, binance, BTCPLN",
    "MATICUSDT, binance, MATICUSDT",
    "1INCHUSDT, binance, 1INCHUSDT",
    "W, binance, WUSDT",
    "QNTUSD, coinbase, QNTUSD",
    "QNT-USD, coinbase, QNTUSD",
    "QNTUSD, kraken, QNTUSD",
    "XXBTZUSD, kraken, BTCUSD",
    "XBTUSD, kraken, BTCUSD",
    "XBT-USD, kraken, BTCUSD",
    "XETHXXBT, kraken, ETHBTC"
  })
  void aMarketIsFetchedAndReadByEachOfItsNames(String name, String venue, String symbol)
      throws IOException {
    JsonNode fetched =
        json("/fetch_and_store_data/" + name + "?interval=1h&provider=" + venue + range);
    int seen = fetched.path("inserted").intValue() + fetched.path("duplicates_skipped").intValue();
    assertThat(seen).as(fetched.toString()).isEqualTo(8);
    JsonNode rows = json("/historical_prices?symbol=" + name + "&interval=1h&provider=" + venue);
    assertThat(texts(rows, "symbol")).hasSize(8).containsOnly(symbol);
    JsonNode series = json("/api/v1/coverage?provider=" + venue);
    assertThat(
            StreamSupport.stream(series.spliterator(), false)
                .filter(one -> one.path("interval").asText().equals("1h"))
                .map(one -> one.path("symbol").asText())
                .filter(symbol::equals))
        .hasSize(1);
  }

  @Test
  void aRenamedMarketNamesItsSuccessor() throws IOException {
    JsonNode fetched = json("/fetch_and_store_data/MATICUSDT?interval=1h" + range);
    assertThat(fetched.path("renamed_to").textValue()).isEqualTo("POLUSDT");
    assertThat(fetched.path("symbol").textValue()).isEqualTo("MATICUSDT");
    assertThat(VENUES.requests("binance")).noneMatch(request -> request.contains("POLUSDT"));
  }

  @Test
  void theVenuesOwnMarketDecidesWhatATickerIsThere() throws IOException {
    String chart = "/api/v1/market_chart/?symbol=STX&currency=usd&days=1&provider=";
    assertThat(json(chart + "binance").path("points")).isNotEmpty();
    assertThat(candidates(server.get(chart + "coingecko")))
        .containsExactly("blockstack", "staykx", "stox");
  }

  @ParameterizedTest
  @CsvSource({"coingecko, bitcoin, eur, usd", "kraken, XBTUSD, USD, USD"})
  void aCurrencyThatAVenueLacksIsRefusedWithoutAskingIt(
      String venue, String symbol, String one, String other) throws IOException {
    json("/api/v1/market_chart/?symbol=" + symbol + "&currency=usd&days=1&provider=" + venue);
    int before = VENUES.requests(venue).size();
    HttpResponse<String> refused =
        server.get(
            "/api/v1/market_chart/?symbol=%s&currency=xxx&days=1&provider=%s"
                .formatted(symbol, venue));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("query.currency").contains(one).contains(other);
    assertThat(VENUES.requests(venue).stream().skip(before))
        .noneMatch(request -> request.contains("xxx"));
  }

  @Test
  void anIntervalThatAVenueLacksIsRefusedWithThoseItHas() throws IOException {
    HttpResponse<String> refused =
        server.get("/fetch_and_store_data/BTC-USD?interval=4h&provider=coinbase" + range);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("query.interval").contains("6h").contains("1d");
  }

  @Test
  void aPostedSymbolIsOneSeriesByAnyOfItsSpellings() throws IOException {
    List<String> spellings = List.of("BTC-PLN", "BTC/PLN", "btcpln", "BTCPLN");
    for (int i = 0; i < spellings.size(); i++) {
      HttpResponse<String> posted = post(spellings.get(i), DAY.plusSeconds(3600L * i));
      assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
      assertThat(json(posted).path("symbol").textValue()).isEqualTo("BTCPLN");
    }
    for (String spelling : spellings) {
      JsonNode rows = json("/historical_prices?interval=1h&provider=posted&symbol=" + spelling);
      assertThat(rows).as(spelling).hasSize(4);
    }
    assertThat(post("SHIBDOGE", DAY).statusCode()).isEqualTo(201);
    assertThat(json("/historical_prices?symbol=SHIBDOGE&provider=posted")).hasSize(1);
    assertThat(post("ЖЖЖ", DAY).statusCode()).isEqualTo(201);
  }

  private static HttpResponse<String> post(String symbol, Instant open) {
    return server.post(
        "/historical_prices",
        """
        {"symbol":"%s","interval":"1h","open_time":"%s","open":1,"high":2,"low":1,"close":2,\
        "volume":3,"close_time":"%s","trades":1}\
        """
            .formatted(symbol, open, open.plusSeconds(3599)));
  }

  /// With no list at hand a pair is not cut, and a name is settled by the first list that knows it.
  @Test
  void aTickerIsStoredAsWrittenUntilTheListArrives(@TempDir Path other) throws Exception {
    try (LoopbackVenues venues = new LoopbackVenues()) {
      venues.away("coingecko", true);
      venues.away("binance", true);
      try (ServerProcess lonely = ServerProcess.start(other, venues.settings())) {
        for (String name : List.of("WBTC", "CRVUSD", "TUSD", "HNT", "BTC")) {
          assertThat(add(lonely, name).statusCode()).isEqualTo(201);
        }
        JsonNode held = JSON.readTree(lonely.get("/api/assets/").body());
        assertThat(texts(held, "symbol"))
            .containsExactlyInAnyOrder("WBTC", "CRVUSD", "TUSD", "HNT", "BTC");
        assertThat(texts(held, "current_value")).containsOnly("null");
      }
      venues.away("coingecko", false);
      venues.away("binance", false);
      try (ServerProcess back = ServerProcess.start(other, venues.settings())) {
        Waiting.until(
            () -> back.get("/api/assets/WBTC").body(), body -> body.contains("\"pnl\":\"-10.00\""));
        JsonNode held = JSON.readTree(back.get("/api/assets/").body());
        assertThat(texts(held, "symbol") + " " + texts(held, "instrument"))
            .contains("wrapped-bitcoin", "crvusd", "true-usd")
            .doesNotContain("helium", "hymnode");
        assertThat(
                JSON.readTree(back.get("/api/analytics/portfolio_summary").body())
                    .path("unpriced_assets")
                    .toString())
            .contains("HNT");
      }
    }
  }
}
