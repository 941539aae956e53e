package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import dev.candlewick.store.price.PrintStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Publishes the prints of one venue's feed, each once, and stores them in batches. Finds missing
/// prints by their numbers and requests them.
final class PrintRecorder implements AutoCloseable {
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(250);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(30);
  private static final int BATCH = 500;

  private final FeedProvider venue;
  private final PrintStore store;
  private final Bus bus;
  private final FeedCounts counts;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Map<Symbol, PrintLog> printLogs = new ConcurrentHashMap<>();
  private final Semaphore batchReady = new Semaphore(0);
  private final Loop saveLoop;
  private final Loop recoveryLoop;
  private Instant notBefore = Instant.MIN;

  PrintRecorder(
      FeedProvider venue,
      PrintStore store,
      Bus bus,
      FeedCounts counts,
      InstantSource clock,
      Consumer<String> log) {
    this.venue = venue;
    this.store = store;
    this.bus = bus;
    this.counts = counts;
    this.clock = clock;
    this.log = log;
    this.saveLoop = new Loop("prints of " + venue.name(), this::save, this::handleFailure);
    this.recoveryLoop =
        new Loop("lost prints of " + venue.name(), this::recover, this::handleFailure);
  }

  private void handleFailure(Throwable e) {
    log.accept("prints of " + venue.name() + " are not stored: " + e);
  }

  void start() {
    saveLoop.start();
    recoveryLoop.start();
  }

  /// Replaces the symbols whose prints are stored.
  void setSymbols(Collection<Symbol> symbols) {
    printLogs.keySet().retainAll(symbols);
    for (Symbol symbol : symbols) {
      if (printLogs.containsKey(symbol)) continue;
      Print last = store.findLast(new PrintFeed(venue.name(), symbol)).orElse(null);
      printLogs.put(symbol, new PrintLog(symbol, last));
    }
  }

  /// Receives a print from the feed; never blocks.
  void onPrint(Print print) {
    PrintLog printLog = printLogs.get(print.symbol());
    if (printLog == null) return;
    if (printLog.add(print, clock.instant())) {
      counts.prints.increment();
      bus.publish(new BusEvent.PrintReceived(venue.name(), print));
    } else {
      counts.duplicates.increment();
    }
    if (printLog.waitingCount() >= BATCH) batchReady.release();
  }

  void advanceTo(Symbol symbol, long number) {
    PrintLog printLog = printLogs.get(symbol);
    if (printLog != null) printLog.advanceTo(number, clock.instant());
  }

  private Duration save() throws InterruptedException {
    if (batchReady.tryAcquire(FLUSH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS))
      batchReady.drainPermits();
    boolean all = true;
    try {
      for (PrintLog printLog : printLogs.values()) all &= save(printLog);
    } catch (StoreException e) {
      all = logRetry(e);
    }
    return all ? Duration.ZERO : Loop.POLL_INTERVAL;
  }

  private boolean logRetry(StoreException e) {
    if (!saveLoop.isStopped()) log.accept("prints of " + venue.name() + " wait: " + e.getMessage());
    return false;
  }

  /// Stores the prints that can be stored; returns false when the rest has to wait.
  private boolean save(PrintLog printLog) {
    recordLost(printLog, printLog.takeGivenUp());
    SortedMap<Long, Print> batch = printLog.storable(BATCH);
    while (!batch.isEmpty() && !saveLoop.isStopped()) {
      if (!save(printLog, List.copyOf(batch.values()))) return false;
      printLog.markStored(batch);
      batch = printLog.storable(BATCH);
    }
    return compare(printLog);
  }

  /// Stores repeated prints once more, so that the store detects those with other values.
  private boolean compare(PrintLog printLog) {
    List<Print> repeated = printLog.repeated();
    if (repeated.isEmpty()) return true;
    if (!save(printLog, repeated)) return false;
    printLog.markCompared(repeated);
    return true;
  }

  /// Throws transient errors for a later retry. A permanent error must not block the prints that
  /// follow.
  private boolean save(PrintLog printLog, List<Print> batch) {
    try {
      store.saveAll(venue.name(), batch);
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.DEFECT) throw e;
      return saveEach(printLog, batch, e);
    }
  }

  /// Stores the prints one by one. A print that fails alone is at fault itself and is dropped. An
  /// error that affects all of them has another cause and may pass.
  private boolean saveEach(PrintLog printLog, List<Print> batch, StoreException fault) {
    long rejected = batch.stream().filter(print -> !trySave(print)).count();
    if (rejected == batch.size()) return logRetry(fault);
    if (rejected > 0) {
      log.accept("prints of " + printLog.symbol() + " cannot be stored: " + fault.getMessage());
    }
    recordLost(printLog, rejected);
    return true;
  }

  private boolean trySave(Print print) {
    try {
      store.saveAll(venue.name(), List.of(print));
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.DEFECT) throw e;
      return false;
    }
  }

  private Duration recover() {
    boolean more = false;
    for (PrintLog printLog : printLogs.values()) {
      Instant now = clock.instant();
      if (!now.isBefore(notBefore)) more |= recover(printLog, now);
    }
    return more ? Duration.ZERO : FLUSH_INTERVAL;
  }

  /// Requests one page of a symbol's missing prints; returns false when none was recovered.
  private boolean recover(PrintLog printLog, Instant now) {
    Optional<PrintLog.GapRequest> request = printLog.nextRequest(now);
    if (request.isEmpty()) return false;
    PrintGap gap = request.get().gap();
    try {
      List<Print> page =
          venue.fetchMissedPrints(printLog.symbol(), request.get().after(), gap.to());
      PrintLog.Recovered recovered = printLog.applyRecovered(gap, page, now);
      counts.recovered.add(recovered.prints().size());
      recordLost(printLog, recovered.lost());
      for (Print print : recovered.unpublished()) {
        bus.publish(new BusEvent.PrintReceived(venue.name(), print));
      }
      return !recovered.prints().isEmpty();
    } catch (ProviderException e) {
      handleFailure(printLog, gap, e, now);
      return false;
    }
  }

  private void handleFailure(PrintLog printLog, PrintGap gap, ProviderException e, Instant now) {
    if (recoveryLoop.isStopped()) return;
    log.accept("lost prints of " + printLog.symbol() + " wait: " + e.getMessage());
    if (RetryPolicy.isTransient(e.kind())) notBefore = now.plus(e.retryAfter(now, RETRY_DELAY));
    else recordLost(printLog, printLog.recordFailure(gap, now));
  }

  private void recordLost(PrintLog printLog, long count) {
    if (count == 0) return;
    counts.lost.add(count);
    log.accept(venue.name() + " " + printLog.symbol() + ": " + count + " prints are lost for good");
  }

  @Override
  public void close() {
    saveLoop.close();
    recoveryLoop.close();
  }
}
