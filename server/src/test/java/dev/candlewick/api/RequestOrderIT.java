package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.LoopbackVenues;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a name means depends on the listings alone: the same 500 requests in three orders on three
/// empty instances send the same responses and leave the same series.
class RequestOrderIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int REQUESTS = 500;
  private static final List<String> NAMES =
      List.of(
          "BTCUSDT",
          "btc-usdt",
          "SHIBDOGE",
          "SHIB-DOGE",
          "SHIBDOGEUSDT",
          "BTCPLN",
          "BTC-PLN",
          "BTCUAH",
          "MATICUSDT",
          "MATIC",
          "POLUSDT",
          "STX",
          "STXUSDT",
          "blockstack",
          "W",
          "WUSDT",
          "1INCHUSDT",
          "QNTUSD",
          "QNT-USD",
          "QNT",
          "XXBTZUSD",
          "XBTUSD",
          "BTC-USD",
          "XETHXXBT",
          "ETHBTC",
          "ROSE",
          "rose",
          "id:rose",
          "HNT",
          "helium",
          "WBTC",
          "CRVUSD",
          "TUSD",
          "bitcoin",
          "BTC",
          "batcat",
          "NOPE");

  /// Kraken and Coinbase allow one request a second, so that few requests are theirs; what is read
  /// from the store alone depends on what was stored before.
  private static final List<String> VENUES = List.of("binance", "coingecko");

  @TempDir private Path folder;

  private record Call(String method, String path, String body) {}

  private record Outcome(Map<Call, String> responses, Set<String> series) {}

  private static List<Call> calls(Instant now) {
    Random random = new Random(20_261_126);
    List<Call> calls = new ArrayList<>();
    for (String name : NAMES) {
      calls.add(fetch(name, "kraken", now));
      calls.add(fetch(name, "coinbase", now));
    }
    while (calls.size() < REQUESTS) calls.add(drawn(random, calls.size(), now));
    return calls;
  }

  private static Call drawn(Random random, int number, Instant now) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String venue = VENUES.get(random.nextInt(VENUES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> fetch(name, "binance", now);
      case 1, 2 ->
          new Call(
              "GET",
              "/api/v1/market_chart/?symbol=%s&currency=%s&days=1&provider=%s"
                  .formatted(name, random.nextInt(8) == 0 ? "xxx" : "usd", venue),
              "");
      case 3 -> new Call("GET", "/api/prices/?symbol=" + name, "");
      case 4 -> new Call("GET", "/api/analytics/historical_prices/" + name, "");
      default ->
          new Call(
              "POST",
              "/trades",
              "{\"symbol\":\"%s\",\"price\":1,\"qty\":1,\"timestamp\":\"%s\"}"
                  .formatted(name, Instant.parse("2024-01-01T00:00:00Z").plusSeconds(number)));
    };
  }

  private static Call fetch(String name, String venue, Instant now) {
    return new Call(
        "GET",
        "/fetch_and_store_data/%s?interval=1h&provider=%s&start_date=%s&end_date=%s"
            .formatted(name, venue, now.minus(8, ChronoUnit.HOURS), now),
        "");
  }

  /// Returns the names in the response: no counts, values or times.
  private static String meaning(HttpResponse<String> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      StringBuilder meaning = new StringBuilder().append(response.statusCode());
      for (String field : List.of("symbol", "currency", "provider", "renamed_to", "detail")) {
        meaning.append(' ').append(body.path(field).asText(""));
      }
      return meaning.append(body.at("/error/details/candidates")).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome run(Path home, LoopbackVenues venues, List<Call> calls) {
    try (ServerProcess server = ServerProcess.start(home, venues.settings())) {
      Map<Call, String> responses = new TreeMap<>(Comparator.comparing(Call::toString));
      for (Call call : calls) {
        responses.put(call, meaning(server.send(call.method(), call.path(), call.body())));
      }
      Set<String> series = new TreeSet<>();
      JSON.readTree(server.get("/api/v1/coverage").body())
          .forEach(one ->
              series.add(
                  one.path("provider").asText()
                      + " "
                      + one.path("symbol").asText()
                      + " "
                      + one.path("interval").asText()));
      return new Outcome(responses, series);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSameRequestsInAnyOrderHaveTheSameAnswers() throws Exception {
    List<Call> calls = calls(Instant.now().truncatedTo(ChronoUnit.HOURS));
    try (LoopbackVenues venues = new LoopbackVenues();
        ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Callable<Outcome>> runs = new ArrayList<>();
      for (int seed = 1; seed <= 3; seed++) {
        List<Call> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, new Random(seed));
        Path home = Files.createDirectory(folder.resolve("home" + seed));
        runs.add(() -> run(home, venues, shuffled));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : pool.invokeAll(runs)) outcomes.add(one.get());
      assertThat(outcomes.get(0).responses()).hasSizeGreaterThan(250);
      assertThat(outcomes.get(0).series()).hasSizeGreaterThan(10);
      assertThat(outcomes.get(1).responses()).isEqualTo(outcomes.get(0).responses());
      assertThat(outcomes.get(2).responses()).isEqualTo(outcomes.get(0).responses());
      assertThat(outcomes.get(1).series()).isEqualTo(outcomes.get(0).series());
      assertThat(outcomes.get(2).series()).isEqualTo(outcomes.get(0).series());
    }
  }
}
