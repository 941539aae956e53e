package dev.candlewick.ingest.follow;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LiveEvent;
import dev.candlewick.ingest.Patience;
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

/// Tells the prints of one venue's feed on, each once, and stores them in batches. Those that are
/// lost are found by their numbers and asked for.
final class PrintKeeper implements AutoCloseable {
  private static final Duration FLUSH = Duration.ofMillis(250);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);
  private static final int BATCH = 500;

  private final FeedProvider venue;
  private final PrintStore store;
  private final Bus bus;
  private final FeedCounts counts;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final Map<Symbol, Tape> tapes = new ConcurrentHashMap<>();
  private final Semaphore full = new Semaphore(0);
  private final Loop saving;
  private final Loop recovering;
  private Instant notBefore = Instant.MIN;

  PrintKeeper(
      FeedProvider venue,
      PrintStore store,
      Bus bus,
      FeedCounts counts,
      InstantSource clock,
      Consumer<String> say) {
    this.venue = venue;
    this.store = store;
    this.bus = bus;
    this.counts = counts;
    this.clock = clock;
    this.say = say;
    this.saving = new Loop("prints of " + venue.name(), this::save, this::failed);
    this.recovering = new Loop("lost prints of " + venue.name(), this::recover, this::failed);
  }

  private void failed(Throwable e) {
    say.accept("prints of " + venue.name() + " are not kept: " + e);
  }

  void start() {
    saving.start();
    recovering.start();
  }

  /// From now on these are kept and no others.
  void want(Collection<Symbol> symbols) {
    tapes.keySet().retainAll(symbols);
    for (Symbol symbol : symbols) {
      if (tapes.containsKey(symbol)) continue;
      Print last = store.lastKept(new PrintFeed(venue.name(), symbol)).orElse(null);
      tapes.put(symbol, new Tape(symbol, last));
    }
  }

  /// Hears what the feed tells; returns at once.
  void heard(Print print) {
    Tape tape = tapes.get(print.symbol());
    if (tape == null) return;
    if (tape.hear(print, clock.instant())) {
      counts.prints.increment();
      bus.publish(new LiveEvent.Printed(venue.name(), print));
    } else {
      counts.duplicates.increment();
    }
    if (tape.waiting() >= BATCH) full.release();
  }

  void reached(Symbol symbol, long number) {
    Tape tape = tapes.get(symbol);
    if (tape != null) tape.reached(number, clock.instant());
  }

  private Duration save() throws InterruptedException {
    if (full.tryAcquire(FLUSH.toMillis(), TimeUnit.MILLISECONDS)) full.drainPermits();
    boolean all = true;
    try {
      for (Tape tape : tapes.values()) all &= save(tape);
    } catch (StoreException e) {
      all = waits(e);
    }
    return all ? Duration.ZERO : Loop.LOOK;
  }

  private boolean waits(StoreException e) {
    if (!saving.stopped()) say.accept("prints of " + venue.name() + " wait: " + e.getMessage());
    return false;
  }

  /// Stores what can be stored; false when the rest has to wait.
  private boolean save(Tape tape) {
    lost(tape, tape.takeGivenUp());
    SortedMap<Long, Print> batch = tape.storable(BATCH);
    while (!batch.isEmpty() && !saving.stopped()) {
      if (!save(tape, List.copyOf(batch.values()))) return false;
      tape.stored(batch);
      batch = tape.storable(BATCH);
    }
    return compare(tape);
  }

  /// What was told again is stored once more, so that the store finds those that say something
  /// else.
  private boolean compare(Tape tape) {
    List<Print> repeated = tape.repeated();
    if (repeated.isEmpty()) return true;
    if (!save(tape, repeated)) return false;
    tape.compared(repeated);
    return true;
  }

  /// What passes is waited out; what would fail for ever must not hold up all that follow.
  private boolean save(Tape tape, List<Print> batch) {
    try {
      store.saveAll(venue.name(), batch);
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.DEFECT) throw e;
      return saveEach(tape, batch, e);
    }
  }

  /// A fault that hits a print alone, while others can be stored, is that print's own, and it is
  /// dropped. One that hits them all is not theirs: it may pass.
  private boolean saveEach(Tape tape, List<Print> batch, StoreException fault) {
    long refused = batch.stream().filter(print -> !stored(print)).count();
    if (refused == batch.size()) return waits(fault);
    if (refused > 0) {
      say.accept("prints of " + tape.symbol() + " cannot be stored: " + fault.getMessage());
    }
    lost(tape, refused);
    return true;
  }

  private boolean stored(Print print) {
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
    for (Tape tape : tapes.values()) {
      Instant now = clock.instant();
      if (!now.isBefore(notBefore)) more |= recover(tape, now);
    }
    return more ? Duration.ZERO : FLUSH;
  }

  /// Asks for one page of what a tape lacks; false when there was nothing to ask.
  private boolean recover(Tape tape, Instant now) {
    Optional<Tape.Question> question = tape.due(now);
    if (question.isEmpty()) return false;
    PrintGap gap = question.get().gap();
    try {
      List<Print> page = venue.missed(tape.symbol(), question.get().after(), gap.to());
      Tape.Found found = tape.found(gap, page, now);
      counts.recovered.add(found.prints().size());
      lost(tape, found.lost());
      for (Print print : found.untold()) {
        bus.publish(new LiveEvent.Printed(venue.name(), print));
      }
      return !found.prints().isEmpty();
    } catch (ProviderException e) {
      failed(tape, gap, e, now);
      return false;
    }
  }

  private void failed(Tape tape, PrintGap gap, ProviderException e, Instant now) {
    if (recovering.stopped()) return;
    say.accept("lost prints of " + tape.symbol() + " wait: " + e.getMessage());
    if (Patience.passes(e.kind())) notBefore = now.plus(e.retryAfter(now, AFTER_FAULT));
    else lost(tape, tape.refused(gap, now));
  }

  private void lost(Tape tape, long count) {
    if (count == 0) return;
    counts.lost.add(count);
    say.accept(venue.name() + " " + tape.symbol() + ": " + count + " prints are lost for good");
  }

  @Override
  public void close() {
    saving.close();
    recovering.close();
  }
}
