package dev.candlewick.ingest.poll;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
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

/// The ticks of the database: the latest prices at the start of the process, and what another
/// process has polled since.
public final class StoredTicks implements ChangeFeed.Listener {
  private static final String QUOTE = "USD";
  private static final int MOST_AT_ONCE = 10_000;

  private final TickStore ticks;
  private final InstrumentStore instruments;
  private final Bus bus;
  private final Consumer<String> log;
  private final ReentrantLock publishLock = new ReentrantLock();
  private Instant publishedUntil = Instant.MIN;

  /// Creates a reader; it starts from what is stored at the first read.
  ///
  /// @param log receives failed reads
  public StoredTicks(TickStore ticks, InstrumentStore instruments, Bus bus, Consumer<String> log) {
    this.ticks = ticks;
    this.instruments = instruments;
    this.bus = bus;
    this.log = log;
    bus.subscribe(this::track);
  }

  private void track(BusEvent event) {
    if (event instanceof BusEvent.Ticks round) round.ticks().forEach(tick -> track(tick));
  }

  private synchronized void track(Tick tick) {
    if (tick.polledAt().isAfter(publishedUntil)) publishedUntil = tick.polledAt();
  }

  private synchronized Instant publishedUntil() {
    return publishedUntil;
  }

  /// Returns the newest tick of each instrument.
  public List<Tick> latest() {
    Map<Long, InstrumentStore.Row> known = instrumentsById();
    return toTicks(ticks.findLatest(QUOTE, known.keySet()), known);
  }

  private Map<Long, InstrumentStore.Row> instrumentsById() {
    return instruments.list().stream()
        .collect(Collectors.toMap(InstrumentStore.Row::id, Function.identity()));
  }

  private static List<Tick> toTicks(
      List<TickStore.Row> rows, Map<Long, InstrumentStore.Row> known) {
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(known.get(row.instrumentId())).map(of -> tick(row, of)))
        .toList();
  }

  private static Tick tick(TickStore.Row row, InstrumentStore.Row instrument) {
    String id = instrument.coinGeckoId() == null ? instrument.ticker() : instrument.coinGeckoId();
    return new Tick(
        new Instrument(id, instrument.ticker(), instrument.name()),
        row.quote(),
        row.source(),
        row.polledAt(),
        row.price());
  }

  /// Publishes a round that another process polled.
  @Override
  public void onChange(String topic, long fromMicros) {
    if (topic.equals(ChangeFeed.TICKS)) schedulePublish();
  }

  /// Publishes the ticks stored while no change was received.
  @Override
  public void onMissedChanges() {
    schedulePublish();
  }

  /// Publishes on another thread, because the thread that receives changes must not block.
  private void schedulePublish() {
    Thread.ofVirtual().name("stored-ticks").start(this::publishNew);
  }

  private void publishNew() {
    publishLock.lock();
    try {
      Instant before = publishedUntil();
      List<Tick> fresh = before.equals(Instant.MIN) ? latest() : since(before);
      if (!fresh.isEmpty()) bus.publish(new BusEvent.Ticks(fresh));
    } catch (StoreException e) {
      // The next change publishes these ticks too.
      log.accept("prices of another process are not published yet: " + e.getMessage());
    } finally {
      publishLock.unlock();
    }
  }

  private List<Tick> since(Instant before) {
    Filter later = new Filter(null, before.plus(1, ChronoUnit.MICROS), null);
    return toTicks(ticks.findNewest(later, MOST_AT_ONCE), instrumentsById());
  }
}
