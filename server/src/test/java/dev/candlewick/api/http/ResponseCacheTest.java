package dev.candlewick.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.api.http.ResponseCache.CachedResponse;
import dev.candlewick.charts.MarketChart.Validity;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that a cached response is returned only while its data is unchanged and its time lasts.
class ResponseCacheTest {
  private static final String TOPIC = "s1";
  private static final Database DATABASE = TestDatabase.create();
  private static final ChangeFeed CHANGES = DATABASE.changeFeed();

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ResponseCache cache = new ResponseCache(CHANGES, clock);

  @BeforeAll
  static void listen() {
    CHANGES.start(message -> {});
    Waiting.until(CHANGES::isListening, listening -> listening);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /// Returns a response whose data was read at this stamp.
  private CachedResponse response(String body, long stamp) {
    return new CachedResponse(
        body.getBytes(StandardCharsets.UTF_8),
        "application/json",
        Map.of("X-Source", "test"),
        new Validity(clock.instant().plusSeconds(60), TOPIC, stamp));
  }

  @Test
  void aResponseIsReturnedUntilItsTimeEnds() {
    CachedResponse response = response("{}", CHANGES.version(TOPIC));
    assertThat(cache.find("key")).isNull();
    cache.put("key", response);
    assertThat(cache.find("key")).isSameAs(response);
    assertThat(cache.find("other")).isNull();
    clock.advance(Duration.ofMillis(59_999));
    assertThat(cache.find("key")).isSameAs(response);
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.find("key")).isNull();
    assertThat(cache.stats().hits()).isEqualTo(2);
    assertThat(cache.stats().misses()).isEqualTo(3);
    assertThat(cache.stats().bytes()).isEqualTo(500 + 3 + 2);
  }

  @Test
  void aResponseIsNotReturnedAfterASave() {
    cache.put("key", response("{}", CHANGES.version(TOPIC)));
    CHANGES.publishAfterCommit("s2");
    assertThat(cache.find("key")).isNotNull();
    CHANGES.publishAfterCommit(TOPIC);
    assertThat(cache.find("key")).isNull();
  }

  /// The stamp is read before the data; a save between the two and the end of the request must not
  /// make the older data valid.
  @Test
  void aResponseWhoseDataWasSavedWhileItWasBuiltIsNeverReturned() {
    long stamp = CHANGES.version(TOPIC);
    CHANGES.publishAfterCommit(TOPIC);
    cache.put("key", response("old", stamp));
    assertThat(cache.find("key")).isNull();
  }

  @Test
  void aClientThatHasTheVersionReceivesNoBody() {
    CachedResponse response = response("{}", 0);
    String etag = response.response(null).getHeaderString(HttpHeaders.ETAG);
    assertThat(etag).matches("W/\"[0-9a-f]{24}\"");
    assertThat(response.response(etag).getStatus()).isEqualTo(304);
    assertThat(response.response("\"x\", " + etag).getStatus()).isEqualTo(304);
    assertThat(response.response("*").getStatus()).isEqualTo(304);
    assertThat(response.response("\"x\"").getStatus()).isEqualTo(200);
    assertThat(response.response(null).getStatus()).isEqualTo(200);
    assertThat(response.response(etag).getHeaderString("X-Source")).isEqualTo("test");
    assertThat(response("[]", 0).response(etag).getStatus()).isEqualTo(200);
  }
}
