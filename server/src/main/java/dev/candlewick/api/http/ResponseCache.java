package dev.candlewick.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.candlewick.charts.MarketChart.Validity;
import dev.candlewick.store.ChangeFeed;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A cache of responses as bytes. An entry is valid while its data does not change; the cache is
/// bounded by bytes.
public final class ResponseCache {
  private static final long MAX_BYTES = 48L << 20;
  private static final int OVERHEAD = 500;

  private final ChangeFeed changes;
  private final InstantSource clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Cache<String, CachedResponse> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher(
              (String key, CachedResponse answer) -> OVERHEAD + key.length() + answer.body.length)
          .build();

  public ResponseCache(ChangeFeed changes, InstantSource clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /// A cached response.
  public static final class CachedResponse {
    private final byte[] body;
    private final String mediaType;
    private final String etag;
    private final Map<String, String> headers;
    private final Validity validity;

    public CachedResponse(
        byte[] body, String mediaType, Map<String, String> headers, Validity validity) {
      this.body = body;
      this.mediaType = mediaType;
      this.headers = headers;
      this.validity = validity;
      this.etag = "W/\"" + digest(body) + "\"";
    }

    /// The response, or 304 when the client has this version.
    public Response response(@Nullable String ifNoneMatch) {
      boolean same = ifNoneMatch != null && (ifNoneMatch.contains(etag) || ifNoneMatch.equals("*"));
      Response.ResponseBuilder response =
          same ? Response.notModified() : Response.ok(body, mediaType);
      headers.forEach(response::header);
      return response
          .header(HttpHeaders.ETAG, etag)
          .header(HttpHeaders.CACHE_CONTROL, "no-cache")
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
          .build();
    }

    private static String digest(byte[] body) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
        return HexFormat.of().formatHex(hash, 0, 12);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// The response of a key while it is valid, else null.
  public @Nullable CachedResponse find(String key) {
    CachedResponse response = cache.getIfPresent(key);
    boolean valid =
        response != null
            && clock.instant().isBefore(response.validity.until())
            && changes.version(response.validity.topic()) == response.validity.stamp();
    (valid ? hits : misses).increment();
    return valid ? response : null;
  }

  public void put(String key, CachedResponse response) {
    cache.put(key, response);
  }

  /// Counts of the cache.
  public record Stats(long hits, long misses, long bytes) {}

  public Stats stats() {
    long bytes = cache.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
    return new Stats(hits.sum(), misses.sum(), bytes);
  }
}
