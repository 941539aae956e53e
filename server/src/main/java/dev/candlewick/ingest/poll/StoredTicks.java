package dev.candlewick.ingest.poll;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LiveEvent;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.store.price.TickStore.Filter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ticks of the database: where prices stand when the process starts, and what another process
/// has polled since.
public final class StoredTicks implements ChangeFeed.Listener {
  private static final String QUOTE = "USD";
  private static final int MOST_AT_ONCE = 10_000;

  private final TickStore ticks;
  private final InstrumentStore instruments;
  private final Bus bus;
  private final Consumer<String> say;
  private final ReentrantLock turn = new ReentrantLock();
  private Instant told = Instant.MIN;

  /// @param say hears of what could not be read
  public StoredTicks(TickStore ticks, InstrumentStore instruments, Bus bus, Consumer<String> say) {
    this.ticks = ticks;
    this.instruments = instruments;
    this.bus = bus;
    this.say = say;
    bus.subscribe(this::note);
  }

  private void note(LiveEvent event) {
    if (event instanceof LiveEvent.Ticks round) round.ticks().forEach(tick -> note(tick));
  }

  private synchronized void note(Tick tick) {
    if (tick.polledAt().isAfter(told)) told = tick.polledAt();
  }

  private synchronized Instant told() {
    return told;
  }

  /// The newest of each instrument.
  public List<Tick> latest() {
    Map<Long, InstrumentStore.Row> known = known();
    return told(ticks.latest(QUOTE, known.keySet()), known);
  }

  private Map<Long, InstrumentStore.Row> known() {
    return instruments.list().stream()
        .collect(Collectors.toMap(InstrumentStore.Row::id, Function.identity()));
  }

  private static List<Tick> told(List<TickStore.Row> rows, Map<Long, InstrumentStore.Row> known) {
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(known.get(row.instrumentId())).map(of -> tick(row, of)))
        .toList();
  }

  private static Tick tick(TickStore.Row row, InstrumentStore.Row of) {
    String id = of.coinGeckoId() == null ? of.ticker() : of.coinGeckoId();
    return new Tick(
        new Instrument(id, of.ticker(), of.name()),
        row.quote(),
        row.source(),
        row.polledAt(),
        row.price());
  }

  /// A round that another process polled is told here too.
  @Override
  public void changed(String topic, long fromMicros) {
    if (topic.equals(ChangeFeed.TICKS)) soon();
  }

  /// While nothing was heard, prices may have moved on: told is what came since.
  @Override
  public void missed() {
    soon();
  }

  /// Off the thread that hears of changes, which waits for nobody.
  private void soon() {
    Thread.ofVirtual().name("stored-ticks").start(this::tell);
  }

  private void tell() {
    turn.lock();
    try {
      Instant before = told();
      List<Tick> fresh = before.equals(Instant.MIN) ? latest() : since(before);
      if (!fresh.isEmpty()) bus.publish(new LiveEvent.Ticks(fresh));
    } catch (StoreException e) {
      // The next round brings what this one would have.
      say.accept("prices of another process are not told yet: " + e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private List<Tick> since(Instant before) {
    Filter later = new Filter(null, before.plus(1, ChronoUnit.MICROS), null);
    return told(ticks.newest(later, MOST_AT_ONCE), known());
  }
}
