package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends a request and receives a whole response in bounded time and space.
final class Transport {
  private static final long MAX_BODY = 32L << 20;

  private final String venue;
  private final Duration timeout;
  private final Map<String, String> headers;
  private final HttpClient http;

  Transport(String venue, Duration timeout, Map<String, String> headers) {
    this.headers = headers;
    this.venue = venue;
    this.timeout = timeout;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /// Returns the response, whatever its status.
  HttpResponse<byte[]> get(URI uri) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("User-Agent", "candlewick/0.1")
            .header("Accept", "application/json")
            .GET();
    headers.forEach(request::header);
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request.build(), bodyHandler(begun));
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw fault(Kind.TIMEOUT, "no complete response within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      throw Timing.interrupted(venue, e);
    } catch (ExecutionException e) {
      throw toException(e.getCause() == null ? e : e.getCause(), begun.get());
    } finally {
      sent.cancel(true);
    }
  }

  /// Records that a response has begun, so that a truncated one differs from none.
  private static HttpResponse.BodyHandler<byte[]> bodyHandler(AtomicBoolean begun) {
    HttpResponse.BodyHandler<byte[]> bounded =
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY);
    return info -> {
      begun.set(true);
      return bounded.apply(info);
    };
  }

  private ProviderException toException(Throwable cause, boolean begun) {
    if (cause instanceof HttpConnectTimeoutException) {
      return fault(Kind.UNAVAILABLE, "cannot be reached", cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return fault(Kind.TIMEOUT, "no response within " + timeout.toMillis() + " ms", cause);
    }
    if (begun && cause instanceof IOException) {
      return fault(Kind.MALFORMED, "the response is truncated or too long", cause);
    }
    return fault(Kind.UNAVAILABLE, "cannot be reached", cause);
  }

  private ProviderException fault(Kind kind, String message, Throwable cause) {
    return new ProviderException(venue, kind, message, null, cause);
  }
}
