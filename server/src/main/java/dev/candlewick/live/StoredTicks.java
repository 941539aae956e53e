package dev.candlewick.live;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.InstrumentStore;
import dev.candlewick.store.TickStore;
import dev.candlewick.store.TickStore.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private Instant told = Instant.MIN;

  public StoredTicks(TickStore ticks, InstrumentStore instruments, Bus bus) {
    this.ticks = ticks;
    this.instruments = instruments;
    this.bus = bus;
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
        new Instrument(id, of.ticker(), of.name(), Set.of()),
        row.quote(),
        row.source(),
        row.polledAt(),
        row.price());
  }

  /// A round that another process polled is told here too.
  @Override
  public void changed(String topic, long fromMicros) {
    if (!topic.equals(ChangeFeed.TICKS)) return;
    Filter from = new Filter(null, Grid.instant(fromMicros), null);
    tell(told(ticks.newest(from, MOST_AT_ONCE), known()));
  }

  /// While nothing was heard, prices may have moved on: told is where they stand now.
  @Override
  public void missed() {
    tell(latest());
  }

  private void tell(List<Tick> stored) {
    Instant before = told();
    List<Tick> fresh = stored.stream().filter(tick -> tick.polledAt().isAfter(before)).toList();
    if (!fresh.isEmpty()) bus.publish(new LiveEvent.Ticks(fresh));
  }
}
