package dev.candlewick.provider.client;

import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.VenueHealth;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Asks one venue, politely: every request, a repeated one too, first takes its weight out of the
/// shared budget and its turn; nothing is sent while a ban or a hold runs; few are under way at
/// once.
public final class VenueClient {
  private static final int AT_ONCE = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(65);

  private final VenueProfile settings;
  private final Clockwork clockwork;
  private final Transport transport;
  private final Refusals refusals;
  private final Budget budget;
  private final Pacer pacer;
  private final Circuit circuit;
  private final Retry retry;
  private final VenueHosts hosts;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public VenueClient(
      VenueProfile settings, BudgetLedger ledger, Clockwork clockwork, VenueError.Reader errors) {
    String venue = settings.venue();
    this.settings = settings;
    this.clockwork = clockwork;
    this.transport = new Transport(venue, settings.timeout(), settings.headers());
    this.budget = new Budget(venue, ledger, clockwork.clock(), settings.weightPerMinute());
    this.pacer = new Pacer(settings.pace(), clockwork.nanos());
    this.refusals = new Refusals(settings, budget, errors, clockwork.clock());
    this.circuit = new Circuit(venue, clockwork.clock());
    this.retry = new Retry(venue, clockwork);
    this.hosts = new VenueHosts(settings.hosts(), clockwork.clock());
  }

  /// Asks, and reads the answer. One that is JSON but cannot be read is tried again too, but it
  /// does not open the circuit: one bad row says nothing about the venue's other series.
  ///
  /// @param reader throws `ProviderException` of kind `MALFORMED` for an answer that cannot be
  public <T> T get(VenueRequest request, Function<byte[], T> reader) {
    return retry.run(() -> reader.apply(once(request)));
  }

  /// What the venue itself says it allows in a minute.
  public void allow(int weightPerMinute) {
    budget.correct(weightPerMinute);
  }

  public VenueHealth health() {
    Circuit.Reading reading = circuit.reading();
    BudgetLedger.Usage usage = budget.usage();
    Duration held = usage.heldFor();
    return new VenueHealth(
        settings.venue(),
        reading.state(),
        usage.usedWeight(),
        budget.limitPerMinute(),
        held == null ? reading.retryAt() : budget.after(held),
        held == null ? reading.fault() : usage.reason());
  }

  private byte[] once(VenueRequest request) {
    circuit.requireNotOpen();
    enter();
    try {
      reserve(request.weight());
      return circuit.run(() -> answer(request));
    } finally {
      places.release();
    }
  }

  /// On the first host that serves us.
  private byte[] answer(VenueRequest request) {
    while (true) {
      URI host = hosts.current();
      HttpResponse<byte[]> reply = transport.get(request.at(host));
      used(reply);
      if (!refusals.blocked(reply) || !hosts.leave(host)) return refusals.accepted(reply);
      reserve(request.weight());
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
    for (Duration wait = budget.reserve(weight); wait != null; wait = budget.reserve(weight)) {
      boolean held = budget.usage().heldFor() != null;
      if (held || wait.compareTo(LONGEST_WAIT) > 0) throw budget.refused(wait);
      clockwork.await(settings.venue(), wait.plusMillis(1));
    }
    long turn = pacer.turn();
    if (turn > 0) clockwork.await(settings.venue(), Duration.ofNanos(turn));
  }

  private void used(HttpResponse<byte[]> reply) {
    String header = settings.usedWeightHeader();
    if (header == null) return;
    reply
        .headers()
        .firstValue(header)
        .filter(text -> text.matches("\\d{1,9}"))
        .ifPresent(text -> budget.used(Integer.parseInt(text)));
  }
}
