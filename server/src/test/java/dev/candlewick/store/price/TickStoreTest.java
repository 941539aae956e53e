package dev.candlewick.store.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import dev.candlewick.store.Database;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore.Filter;
import dev.candlewick.store.price.TickStore.Row;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that ticks are stored once, counted exactly whatever is saved,
/// deleted or downsampled, and listed newest first.
class TickStoreTest {
  private static final Actor CHIEF = new Actor(1, "chief", "none", null);
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instrument BTC = new Instrument("bitcoin", "BTC", "Bitcoin");
  private static final Instrument ETH = new Instrument("ethereum", "ETH", "Ethereum");
  private static final Filter ALL = new Filter(null, null, null);

  private Database database;
  private TickStore ticks;
  private InstrumentStore instruments;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    ticks = new TickStore(database);
    instruments = new InstrumentStore(database);
    instruments.registerAll(List.of(BTC, ETH));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Tick tick(Instrument instrument, int minute, String price) {
    return new Tick(
        instrument,
        "USD",
        "coingecko",
        START.plus(Duration.ofMinutes(minute)),
        new BigDecimal(price));
  }

  private long number(Instrument instrument) {
    return instruments.findByCoinGeckoId(instrument.id()).orElseThrow().id();
  }

  private void saveMinutes(int minutes) {
    for (int i = 0; i < minutes; i++) {
      ticks.save(List.of(tick(ETH, i, "2." + (100 + i)), tick(BTC, i, "1." + (100 + i))));
    }
  }

  private void countsAreExact() {
    Instant first = START.minusSeconds(1);
    for (Instrument instrument : List.of(BTC, ETH)) {
      Set<Long> one = Set.of(number(instrument));
      assertThat(ticks.count(new Filter(one, null, null)))
          .isEqualTo(ticks.count(new Filter(one, first, null)));
    }
    assertThat(ticks.count(ALL)).isEqualTo(ticks.count(new Filter(null, first, null)));
  }

  @Test
  void aTickIsStoredOnceAndItsFirstPriceStays() {
    assertThat(ticks.save(List.of(tick(BTC, 0, "1.000000000000000001"), tick(ETH, 0, "2"))))
        .isEqualTo(2);
    assertThat(ticks.save(List.of(tick(BTC, 0, "9"), tick(BTC, 1, "3")))).isEqualTo(1);
    assertThat(ticks.storedCount()).isEqualTo(3);
    List<Row> rows = ticks.page(ALL, 10, 0).rows();
    assertThat(rows).extracting(Row::ticker).containsExactly("BTC", "ETH", "BTC");
    assertThat(rows.getLast().price()).isEqualTo(new BigDecimal("1.000000000000000001"));
    countsAreExact();
  }

  @Test
  void anUnregisteredInstrumentIsNotStored() {
    Instrument other = new Instrument("other", "OTH", "Other");
    assertThat(ticks.save(List.of(tick(other, 0, "1"), tick(BTC, 0, "1")))).isEqualTo(1);
    countsAreExact();
  }

  @Test
  void pagesGoThroughEveryRowOnceNewestFirst() {
    saveMinutes(25);
    List<Row> walked = new ArrayList<>();
    for (int offset = 0; offset < 50; offset += 7) {
      TickStore.Page page = ticks.page(ALL, 7, offset);
      assertThat(page.total()).isEqualTo(50);
      walked.addAll(page.rows());
    }
    assertThat(walked).extracting(Row::id).doesNotHaveDuplicates().hasSize(50);
    assertThat(walked)
        .isSortedAccordingTo(
            Comparator.comparing(Row::polledAt).thenComparingLong(Row::id).reversed());
  }

  @Test
  void bothTimesAreInclusiveAndAnEmptySetMatchesNothing() {
    saveMinutes(10);
    Instant from = START.plus(Duration.ofMinutes(3));
    Instant to = START.plus(Duration.ofMinutes(5));
    Set<Long> btc = Set.of(number(BTC));
    assertThat(ticks.page(new Filter(btc, from, to), 10, 0).total()).isEqualTo(3);
    assertThat(ticks.page(new Filter(btc, to, from), 10, 0).total()).isZero();
    assertThat(ticks.page(new Filter(Set.of(), null, null), 10, 0).rows()).isEmpty();
    assertThat(ticks.count(new Filter(Set.of(), null, null))).isZero();
  }

  @Test
  void theLatestIsTheNewestOfEachInstrument() {
    saveMinutes(3);
    ticks.save(List.of(tick(BTC, 7, "5")));
    List<Long> both = List.of(number(BTC), number(ETH));
    assertThat(ticks.findLatest("USD", both))
        .extracting(row -> row.ticker() + " " + row.price())
        .containsExactlyInAnyOrder("BTC 5", "ETH 2.102");
    assertThat(ticks.findLatest("EUR", both)).isEmpty();
  }

  @Test
  void ticksBeyondTheRetentionAreDeletedAndTheCountsStayExact() {
    saveMinutes(10);
    Instant before = START.plus(Duration.ofMinutes(4));
    assertThat(ticks.deleteBefore(before, 5)).isEqualTo(5);
    assertThat(ticks.deleteBefore(before, 5)).isEqualTo(3);
    assertThat(ticks.deleteBefore(before, 5)).isZero();
    assertThat(ticks.findOldest()).contains(before);
    assertThat(ticks.count(ALL)).isEqualTo(12);
    countsAreExact();
  }

  @Test
  void thinningKeepsTheLastOfEachBucketAndSource() {
    saveMinutes(130);
    Tick kraken = new Tick(BTC, "USD", "kraken", START.plusSeconds(30), BigDecimal.TEN);
    ticks.save(List.of(kraken));
    Duration hour = Duration.ofHours(1);
    assertThat(ticks.downsample(START, START.plus(hour.multipliedBy(2)), hour)).isEqualTo(4 * 59);
    assertThat(ticks.downsample(START, START.plus(hour.multipliedBy(2)), hour)).isZero();
    List<Row> left = ticks.page(new Filter(Set.of(number(BTC)), null, null), 100, 0).rows();
    assertThat(left.reversed().stream().map(Row::polledAt).limit(4))
        .containsExactly(
            START.plusSeconds(30),
            START.plus(Duration.ofMinutes(59)),
            START.plus(Duration.ofMinutes(119)),
            START.plus(Duration.ofMinutes(120)));
    countsAreExact();
  }

  @Test
  void onePollsAtATime() {
    SessionLock first = ticks.claimPolling().orElseThrow();
    assertThat(ticks.claimPolling()).isEmpty();
    first.close();
    Optional<SessionLock> second = ticks.claimPolling();
    assertThat(second).isPresent();
    second.orElseThrow().close();
  }

  @Test
  void aTargetIsActivatedOnceAndStaysSwitchedOff() {
    instruments.activateOnce(List.of(BTC));
    assertThat(instruments.findPolled()).extracting(Instrument::id).containsExactly("bitcoin");
    assertThat(instruments.setActive(CHIEF, number(BTC), false).orElseThrow().active()).isFalse();
    instruments.activateOnce(List.of(BTC, ETH));
    assertThat(instruments.findPolled()).extracting(Instrument::id).containsExactly("ethereum");
  }

  @Test
  void twoInstrumentsMayShareATickerAndAnAddedTickerIsNotDuplicated() {
    Instrument other = new Instrument("bitcoin-two", "BTC", "Bitcoin Two");
    instruments.activateOnce(List.of(other));
    instruments.findOrCreate("NEW");
    instruments.findOrCreate("NEW");
    assertThat(instruments.list())
        .extracting(InstrumentStore.Row::ticker)
        .containsExactly("BTC", "BTC", "ETH", "NEW");
    long bare = instruments.list().getLast().id();
    Instrument known = new Instrument("new-coin", "NEW", "New Coin");
    assertThat(instruments.add(CHIEF, known, true).orElseThrow().id()).isEqualTo(bare);
    assertThat(instruments.add(CHIEF, known, true)).isEmpty();
  }
}
