package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.RawHttp;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The metrics do not grow with what clients send, Prometheus' own checks accept them, and only
/// authorized callers read them.
class MetricsIT {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{.*})? (NaN|[+-]?Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("[a-z_][a-z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\"");
  private static final String FOR = "X-Forwarded-For";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d", "TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> samples() {
    return server.get("/metrics").body().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static Set<String> requestSeries() {
    Set<String> series = new HashSet<>();
    for (String line : samples()) {
      if (line.startsWith("http_server_requests_seconds_count")) {
        series.add(line.substring(0, line.lastIndexOf(' ')));
      }
    }
    return series;
  }

  @Test
  void madeUpMethodsAndPathsAddNoSeries() {
    madeUp(0, 50);
    server.get("/metrics");
    Set<String> before = requestSeries();
    int all = samples().size();
    madeUp(50, 2050);
    assertThat(requestSeries()).isEqualTo(before);
    assertThat(samples()).hasSizeBetween(all - 20, all + 20);
    assertThat(before)
        .anyMatch(line -> line.contains("method=\"OTHER\""))
        .anyMatch(line -> line.contains("uri=\"UNKNOWN\""))
        .anyMatch(line -> line.contains("uri=\"/api/v1/assets/{symbol}\""))
        .noneMatch(line -> line.contains("made"));
  }

  private static void madeUp(int from, int to) {
    try (RawHttp connection = RawHttp.to(server.port())) {
      for (int i = from; i < to; i++) {
        String method = i % 3 == 0 ? "MADE" + i : i % 3 == 1 ? "GET" : "OPTIONS";
        String path =
            switch (i % 5) {
              case 0 -> "/made-up-" + i;
              case 1 -> "/api/v1/assets/MADE" + i;
              case 2 -> "/api/assets/made" + i;
              case 3 -> "/docs/assets/made-" + i;
              default -> "/api/v1/prices?made=" + i;
            };
        String origin =
            i % 2 == 0
                ? "Origin: https://made.example\r\nAccess-Control-Request-Method: GET\r\n"
                : "";
        connection.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + origin + "\r\n");
        connection.readUntil("\r\n\r\n");
      }
    }
  }

  @Test
  void everyMetricHasTheFormatOfPrometheus() {
    Map<String, String> types = new TreeMap<>();
    Set<String> helped = new HashSet<>();
    Set<String> series = new HashSet<>();
    String body = server.get("/metrics").body();
    assertThat(body).endsWith("\n");
    for (String line : body.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] parts = line.split(" ", 4);
        assertThat(types.put(parts[2], parts[3])).as(line).isNull();
      } else if (line.startsWith("# HELP ")) {
        String[] parts = line.split(" ", 4);
        assertThat(parts).as(line).hasSize(4);
        assertThat(parts[3]).as(line).isNotBlank();
        helped.add(parts[2]);
      } else {
        assertSample(line, types, series);
      }
    }
    assertThat(types.keySet()).isEqualTo(helped);
    types.forEach(MetricsIT::assertName);
  }

  private static void assertSample(String line, Map<String, String> types, Set<String> series) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).as(line).isTrue();
    String name = sample.group(1);
    String family = name.replaceFirst("_(sum|count|bucket)$", "");
    assertThat(types.containsKey(name) || types.containsKey(family)).as(line).isTrue();
    String labels = sample.group(2);
    if (labels != null) {
      String rest = LABEL.matcher(labels).replaceAll("");
      assertThat(rest).as(line).matches("\\{,*}");
    }
  }

  /// The rules of `promtool check metrics`.
  private static void assertName(String name, String type) {
    assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
    assertThat(name).doesNotEndWith("_count").doesNotEndWith("_sum").doesNotEndWith("_bucket");
    assertThat(name.split("_", -1))
        .doesNotContain("ns", "ms", "s", "sec", "kb", "mb", "milliseconds");
    assertThat(name).matches("[a-z_:][a-z0-9_:]*").doesNotContain(type);
  }

  @Test
  void plainTextIsSentUnlessOpenMetricsIsWanted() {
    for (String accept :
        new String[] {"*/*", "text/html", "text/plain;version=0.0.4", "image/png"}) {
      assertThat(type(server.get("/metrics", "Accept", accept)))
          .startsWith("text/plain; version=0.0.4");
    }
    assertThat(type(server.get("/metrics"))).startsWith("text/plain");
    HttpResponse<String> open =
        server.get("/metrics/", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
    assertThat(type(open)).startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  private static String type(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.headers().firstValue("Content-Type").orElseThrow();
  }

  @Test
  void fromElsewhereOnlyAnAdministratorReadsThem() {
    People people = new People(server);
    String admin = people.administrator("ada");
    String bob = people.newUser("bob");
    assertThat(People.error(server.get("/metrics", FOR, "203.0.113.1")))
        .isEqualTo("401 UNAUTHORIZED");
    assertThat(People.error(server.get("/metrics/", FOR, "203.0.113.1")))
        .isEqualTo("401 UNAUTHORIZED");
    assertThat(People.error(server.get("/metrics", FOR, "203.0.113.1", "Authorization", bob)))
        .isEqualTo("403 FORBIDDEN");
    assertThat(server.get("/metrics", FOR, "203.0.113.1", "Authorization", admin).statusCode())
        .isEqualTo(200);
    assertThat(People.error(server.get("/metrics", "Authorization", "Bearer x")))
        .isEqualTo("401 UNAUTHORIZED");
    String other = "GET /metrics HTTP/1.1\r\nHost: cw.example.com\r\nConnection: close\r\n\r\n";
    assertThat(RawHttp.statuses(RawHttp.exchange(server.port(), other))).isEqualTo("401");
  }

  @Test
  void aSettingOpensThem(@TempDir Path open) {
    Map<String, String> settings =
        Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d", "METRICS", "open");
    try (ServerProcess opened = ServerProcess.start(open, settings)) {
      assertThat(opened.get("/metrics", FOR, "203.0.113.1").statusCode()).isEqualTo(200);
    }
  }
}
