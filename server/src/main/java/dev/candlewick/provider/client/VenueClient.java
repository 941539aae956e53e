package dev.candlewick.provider.client;

import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.VenueBudget;
import dev.candlewick.provider.VenueHealth;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// The HTTP client of one venue, which stays within its limits. Every request, including a retry,
/// first takes its weight out of the shared budget and then its slot. Nothing is sent while a ban
/// or a hold is in force, and only a few requests run at the same time.
public final class VenueClient {
  private static final int MAX_CONCURRENT = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(65);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final VenueProfile profile;
  private final Timing timing;
  private final Transport transport;
  private final ResponseCheck responseCheck;
  private final Budget budget;
  private final Pacer pacer;
  private final CircuitBreaker circuitBreaker;
  private final Retry retry;
  private final VenueHosts hosts;
  private final ResponseTime responseTime = new ResponseTime();
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

  public VenueClient(
      VenueProfile settings, BudgetLedger ledger, Timing clockwork, VenueError.Reader errors) {
    String venue = settings.venue();
    this.profile = settings;
    this.timing = clockwork;
    this.transport = new Transport(venue, settings.timeout(), settings.headers());
    this.budget = new Budget(venue, ledger, clockwork.clock(), settings.weightPerMinute());
    this.pacer = new Pacer(settings.pace(), clockwork.nanos());
    this.responseCheck = new ResponseCheck(settings, budget, errors, clockwork.clock());
    this.circuitBreaker = new CircuitBreaker(venue, clockwork.clock());
    this.retry = new Retry(venue, clockwork);
    this.hosts = new VenueHosts(settings.hosts(), clockwork.clock());
  }

  /// Sends a request and parses the response. A response that is JSON but invalid is retried too,
  /// but it does not open the circuit: one bad row does not affect the venue's other series.
  ///
  /// @param reader throws `ProviderException` of kind `MALFORMED` for an invalid response
  public <T> T get(VenueRequest request, Function<byte[], T> reader) {
    return retry.run(() -> reader.apply(getOnce(request)));
  }

  /// Sets the weight that the venue allows per minute.
  public void setLimit(int weightPerMinute) {
    budget.setLimit(weightPerMinute);
  }

  public VenueHealth health() {
    CircuitBreaker.Status reading = circuitBreaker.status();
    BudgetLedger.Usage usage = budget.usage();
    Duration held = usage.heldFor();
    return new VenueHealth(
        profile.venue(),
        reading.state(),
        budget(usage),
        held == null ? reading.retryAt() : budget.after(held),
        held == null ? reading.fault() : usage.reason());
  }

  private VenueBudget budget(BudgetLedger.Usage usage) {
    return new VenueBudget(
        profile.unit(),
        budget.limitPerMinute(),
        budget.usablePerMinute(),
        usage.usedWeight(),
        WINDOW,
        usage.usedWeight() == 0 ? null : usage.minuteLeft(),
        new VenueBudget.Pacing(
            profile.pace().burst(),
            profile.pace().spacing(),
            MAX_CONCURRENT,
            responseTime.typical()));
  }

  private byte[] getOnce(VenueRequest request) {
    circuitBreaker.requireNotOpen();
    acquirePermit();
    try {
      reserve(request.weight());
      return circuitBreaker.run(() -> send(request));
    } finally {
      permits.release();
    }
  }

  /// Sends the request to the first host that serves this client.
  private byte[] send(VenueRequest request) {
    while (true) {
      URI host = hosts.current();
      long start = timing.nanos().getAsLong();
      HttpResponse<byte[]> reply = transport.get(request.at(host));
      responseTime.record(timing.nanos().getAsLong() - start);
      recordUsed(reply);
      if (!responseCheck.isBlocked(reply) || !hosts.markBlocked(host))
        return responseCheck.requireSuccess(reply);
      reserve(request.weight());
    }
  }

  private void acquirePermit() {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw Timing.interrupted(profile.venue(), e);
    }
  }

  private void reserve(int weight) {
    for (Duration wait = budget.reserve(weight); wait != null; wait = budget.reserve(weight)) {
      boolean held = budget.usage().heldFor() != null;
      if (held || wait.compareTo(LONGEST_WAIT) > 0) throw budget.rejection(wait);
      timing.await(profile.venue(), wait.plusMillis(1));
    }
    long delay = pacer.reserve();
    if (delay > 0) timing.await(profile.venue(), Duration.ofNanos(delay));
  }

  private void recordUsed(HttpResponse<byte[]> reply) {
    String header = profile.usedWeightHeader();
    if (header == null) return;
    reply
        .headers()
        .firstValue(header)
        .filter(text -> text.matches("\\d{1,9}"))
        .ifPresent(text -> budget.recordUsed(Integer.parseInt(text)));
  }
}
