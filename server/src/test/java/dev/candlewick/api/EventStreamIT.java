package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.StreamClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The stream as server-sent events, its doors, and what a client sees of a restart.
class EventStreamIT {
  private static final String EVENTS = "/api/v1/stream/events";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "POLL_INTERVAL", "1s",
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "STREAM_CONNECTIONS_PER_ADDRESS", "3"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<InputStream> open(String query, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + EVENTS + query));
    if (headers.length > 0) request.headers(headers);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /// The fields of the next event, without the empty line.
  private static List<String> event(BufferedReader lines) throws IOException {
    List<String> fields = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !(line.isEmpty() && !fields.isEmpty())) {
      if (!line.isEmpty()) fields.add(line);
      line = lines.readLine();
    }
    return fields;
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  @Test
  void eventsAreTheSameMessagesWithTheCursorAsTheirId() throws Exception {
    HttpResponse<InputStream> response =
        open("?topics=ticks:BTC,ticks:ETH", "Accept-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    String cursor;
    try (BufferedReader lines = lines(response)) {
      List<String> subscribed = event(lines);
      assertThat(subscribed.get(0)).isEqualTo("event: subscribed");
      assertThat(subscribed.get(1)).contains("\"topics\":[\"ticks:BTC\",\"ticks:ETH\"]");
      List<String> snapshot = event(lines);
      assertThat(snapshot.get(1)).isEqualTo("event: snapshot");
      List<String> update = event(lines);
      assertThat(update.get(1)).isEqualTo("event: update");
      cursor = update.get(0).substring("id: ".length());
      assertThat(update.get(2)).contains("\"cursor\":\"" + cursor + "\"").contains("ticks:BTC");
    }
    try (BufferedReader again = lines(open("/?topics=ticks:BTC", "Last-Event-ID", cursor))) {
      assertThat(event(again).get(1)).contains("\"resumed\":true");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 422 VALIDATION_ERROR",
    "?topics=, 422 VALIDATION_ERROR",
    "'?topics=ticks:BTC,nonsense', 422 VALIDATION_ERROR",
    "?topics=trades, 401 UNAUTHORIZED",
    "'?topics=ticks:BTC,trades', 401 UNAUTHORIZED",
    "?topics=ticks:BTC&token=x, 422 VALIDATION_ERROR"
  })
  void aWrongRequestIsRejectedBeforeAnythingIsSent(String query, String error) {
    assertThat(People.error(server.get(EVENTS + query))).isEqualTo(error);
  }

  @Test
  void badCredentialsAndOtherOriginsAreRefused() {
    String path = EVENTS + "?topics=ticks:BTC";
    assertThat(People.error(server.get(path, "Authorization", "Token cw_unknown")))
        .isEqualTo("401 UNAUTHORIZED");
    assertThat(People.error(server.get(path, "Origin", "https://evil.example")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(People.error(server.post(path, ""))).isEqualTo("405 METHOD_NOT_ALLOWED");
  }

  @Test
  void anAddressHasSoManyConnectionsOfAllKinds() throws Exception {
    String[] there = {"X-Forwarded-For", "198.51.100.9"};
    String path = "/api/v1/stream";
    try (StreamClient one = StreamClient.connect(server.port(), path, there);
        StreamClient two = StreamClient.connect(server.port(), path, there);
        InputStream three = open("?topics=ticks:BTC", there).body()) {
      assertThat(one).isNotSameAs(two);
      assertThat(three).isNotNull();
      assertThat(StreamClient.refusal(server.port(), path, there)).isEqualTo(429);
      HttpResponse<String> full = server.get(EVENTS + "?topics=ticks:BTC", there);
      assertThat(People.error(full)).isEqualTo("429 RATE_LIMITED");
      assertThat(full.headers().firstValue("Retry-After")).isPresent();
      StreamClient.connect(server.port(), path, "X-Forwarded-For", "198.51.100.10").close();
    }
  }

  @Test
  void aRestartIsAnnouncedAndTheNewServerStartsANewStream() {
    Path other = home.resolve("restarted");
    assertThat(other.toFile().mkdir()).isTrue();
    String cursor;
    StreamClient client;
    try (ServerProcess first = ServerProcess.start(other, Map.of("POLL_INTERVAL", "1s"))) {
      client = StreamClient.connect(first.port(), "/api/v1/stream");
      client.subscribe("ticks:BTC");
      cursor = client.json("update").path("cursor").asText();
    }
    assertThat(client.json("closing").path("code").asInt()).isEqualTo(1001);
    assertThat(client.closeCode()).isEqualTo(1001);
    client.close();
    try (ServerProcess second = ServerProcess.start(other, Map.of("POLL_INTERVAL", "1s"));
        StreamClient back = StreamClient.connect(second.port(), "/api/v1/stream")) {
      back.send(
          "{\"op\":\"subscribe\",\"topics\":[\"ticks:BTC\"],\"after\":\"%s\"}".formatted(cursor));
      assertThat(back.json("subscribed").path("resumed").asBoolean()).isFalse();
      assertThat(back.json("snapshot").path("updates")).hasSize(1);
    }
  }
}
