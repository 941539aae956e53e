package dev.candlewick.provider;

import dev.candlewick.provider.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one venue, politely: every request, a repeated one too, first takes its weight out of the
/// shared budget; nothing is sent while a ban or a hold runs; few are under way at once.
public final class VenueClient {
  private static final int AT_ONCE = 4;
  private static final int LARGEST_BODY = 16 << 20;
  private static final int TOO_MANY = 429;
  private static final int BANNED = 418;
  private static final Duration HOLD_OTHERWISE = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(65);

  private final VenueProfile settings;
  private final Clockwork clockwork;
  private final VenueError.Reader errors;
  private final HttpClient http;
  private final Budget budget;
  private final Circuit circuit;
  private final Retry retry;
  private final VenueHosts hosts;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public VenueClient(
      VenueProfile settings, BudgetLedger ledger, Clockwork clockwork, VenueError.Reader errors) {
    this.settings = settings;
    this.clockwork = clockwork;
    this.errors = errors;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.budget =
        new Budget(settings.venue(), ledger, clockwork.clock(), settings.weightPerMinute());
    this.circuit = new Circuit(settings.venue(), clockwork.clock());
    this.retry = new Retry(settings.venue(), clockwork);
    this.hosts = new VenueHosts(settings.hosts(), clockwork.clock());
  }

  /// Asks, and reads the answer; what cannot be read counts as a fault of the venue.
  ///
  /// @param reader throws `ProviderException` of kind `MALFORMED` for an answer that cannot be
  public <T> T get(VenueRequest request, Function<byte[], T> reader) {
    return retry.run(() -> circuit.run(() -> reader.apply(once(request))));
  }

  /// What the venue itself says it allows in a minute.
  public void allow(int weightPerMinute) {
    budget.correct(weightPerMinute);
  }

  public VenueHealth health() {
    Circuit.Reading reading = circuit.reading();
    BudgetLedger.Usage usage = budget.usage();
    Instant held = usage.heldUntil();
    return new VenueHealth(
        settings.venue(),
        reading.state(),
        usage.usedWeight(),
        budget.limitPerMinute(),
        held == null ? reading.retryAt() : held,
        held == null ? reading.fault() : usage.reason());
  }

  private byte[] once(VenueRequest request) {
    enter();
    try {
      reserve(request.weight());
      for (; ; ) {
        URI host = hosts.current();
        HttpResponse<byte[]> answer = send(request.at(host));
        used(answer);
        boolean refused = answer.statusCode() == 403 || answer.statusCode() == 451;
        if (!refused) return body(answer);
        if (!hosts.leave(host)) throw fault(Kind.BLOCKED, "refuses to serve us from here", null);
        reserve(request.weight());
      }
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw Clockwork.interrupted(settings.venue(), e);
    }
  }

  private void reserve(int weight) {
    for (Instant until = budget.reserve(weight); until != null; until = budget.reserve(weight)) {
      Duration wait = budget.left(until);
      boolean held = budget.usage().heldUntil() != null;
      if (held || wait.compareTo(LONGEST_WAIT) > 0) throw budget.refused(until);
      clockwork.await(settings.venue(), wait.plusMillis(1));
    }
  }

  private HttpResponse<byte[]> send(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(settings.timeout())
            .header("User-Agent", "candlewick/0.1")
            .header("Accept", "application/json")
            .GET()
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unsent(e.getCause());
    } catch (TimeoutException e) {
      throw unsent(e);
    } catch (InterruptedException e) {
      throw Clockwork.interrupted(settings.venue(), e);
    } finally {
      answer.cancel(true);
    }
  }

  /// The client's own timeout ends with the headers; ours covers the body too.
  private ProviderException unsent(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> fault(Kind.UNAVAILABLE, "cannot be reached", cause);
      case HttpTimeoutException _, TimeoutException _ ->
          fault(Kind.TIMEOUT, "did not answer in " + settings.timeout().toMillis() + " ms", cause);
      case null, default -> fault(Kind.UNAVAILABLE, "broke off or cannot be reached", cause);
    };
  }

  private void used(HttpResponse<byte[]> answer) {
    String header = settings.usedWeightHeader();
    if (header == null) return;
    answer
        .headers()
        .firstValue(header)
        .filter(text -> text.matches("\\d{1,9}"))
        .ifPresent(text -> budget.used(Integer.parseInt(text)));
  }

  private byte[] body(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 200) return answer.body();
    VenueError said = errors.read(answer.body());
    if (status == TOO_MANY || status == BANNED) throw held(answer, said);
    if (said != null && (said.kind() == Kind.BANNED || said.kind() == Kind.RATE_LIMITED)) {
      throw held(answer, said);
    }
    if (said != null) throw fault(said.kind(), said.message(), null);
    if (status >= 500) throw fault(Kind.UNAVAILABLE, "answers " + status, null);
    throw fault(Kind.REFUSED, "refuses the request (" + status + ")", null);
  }

  private ProviderException held(HttpResponse<byte[]> answer, @Nullable VenueError said) {
    Instant now = clockwork.clock().instant();
    Instant until = RetryAfter.read(answer.headers(), now);
    Instant named = said == null ? null : said.until();
    if (named != null && (until == null || named.isAfter(until))) until = named;
    boolean banned = answer.statusCode() == BANNED || (said != null && said.kind() == Kind.BANNED);
    return budget.hold(
        banned ? Kind.BANNED : Kind.RATE_LIMITED, until == null ? now.plus(HOLD_OTHERWISE) : until);
  }

  private ProviderException fault(Kind kind, String message, @Nullable Throwable cause) {
    return new ProviderException(settings.venue(), kind, message, null, cause);
  }
}
