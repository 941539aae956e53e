package dev.candlewick;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// The requests of the process that creates the `StartupCache`: what clients request first. They
/// only read.
final class StartupTraining {
  private static final Logger LOG = Logger.getLogger("candlewick");
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final List<String> PATHS =
      List.of(
          "/",
          "/health",
          "/docs",
          "/openapi.json",
          "/metrics",
          "/api/v1/candles?symbol=BTCUSDT&interval=1h&limit=5",
          "/api/v1/coverage",
          "/api/v1/instruments",
          "/api/v1/prices",
          "/api/v1/feeds",
          "/api/v1/assets",
          "/api/v1/trades");

  private StartupTraining() {}

  /// Sends the requests as soon as the server responds, then ends the process.
  static void start(int port) {
    Thread.ofVirtual().name("startup-training").start(() -> run(port));
  }

  private static void run(int port) {
    try {
      awaitServer(port);
      for (String path : PATHS) request(port, path);
      Quarkus.asyncExit(0);
    } catch (IOException | InterruptedException e) {
      LOG.error("the training for faster starts failed", e);
      Quarkus.asyncExit(1);
    }
  }

  private static void awaitServer(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        request(port, "/health/live");
        return;
      } catch (ConnectException e) {
        if (System.nanoTime() > end) throw e;
        Thread.sleep(POLL_INTERVAL);
      }
    }
  }

  /// Any status will do; an empty installation has no candles.
  private static void request(int port, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (body != null) body.readAllBytes();
    }
  }
}
