package dev.candlewick.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The remaining requests of each caller in this process; requests and handshakes of streams share
/// a count. A bucket that is unused for two minutes is full again and evicted; beyond the maximum
/// the least recently used ones are.
@Singleton
public final class RateLimits {
  private static final long MAX_CALLERS = 50_000;

  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(2))
          .build();

  /// The key of a bucket: a caller and a limit.
  ///
  /// @param caller an address or an account
  public record Key(RateLimit limit, String caller, boolean local) {}

  /// Takes one request out of a caller's limit and writes headers with the rest.
  ///
  /// @param header takes a name and a value
  /// @return why the request is refused; null when it is not
  public @Nullable ApiException take(Key key, BiConsumer<String, String> header) {
    Bucket bucket = buckets.get(key, fresh -> fresh.limit().bucket(fresh.local()));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    long max = key.limit().perMinute(key.local());
    long reset = seconds(probe.getNanosToWaitForReset());
    String name = "\"" + key.limit().text() + "\"";
    header.accept("RateLimit-Limit", Long.toString(max));
    header.accept("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
    header.accept("RateLimit-Reset", Long.toString(reset));
    header.accept("RateLimit-Policy", name + ";q=" + max + ";w=" + RateLimit.WINDOW.toSeconds());
    header.accept("RateLimit", name + ";r=" + probe.getRemainingTokens() + ";t=" + reset);
    return probe.isConsumed()
        ? null
        : tooManyRequests(key, seconds(probe.getNanosToWaitForRefill()));
  }

  private static ApiException tooManyRequests(Key key, long seconds) {
    return new ApiException(
        ErrorCode.RATE_LIMITED,
        "More than %d requests (%s) in a minute; the next is answered in %d s"
            .formatted(key.limit().perMinute(key.local()), key.limit().text(), seconds),
        List.of(),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  /// Rounded up, so that a client that waits this long is not refused again.
  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
