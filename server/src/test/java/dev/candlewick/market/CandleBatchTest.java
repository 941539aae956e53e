package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.testing.Candles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that a batch stores candles exactly, and that its fast check agrees with `Candle.faults`.
class CandleBatchTest {
  private static final Instant OPEN = Instant.parse("2024-01-01T00:00:00Z");
  private static final Grid HOURS = Grid.of(Interval.H1);

  private final Random random = new Random(4);

  @Test
  void theFastCheckAgreesWithTheCandlesOwn() {
    int unsound = 0;
    for (int i = 0; i < 20_000; i++) {
      Candle candle = candle(OPEN);
      boolean faulty = !candle.faults().isEmpty();
      if (faulty) unsound++;
      assertThat(CandleBatch.of(List.of(candle)).fault(HOURS).isPresent())
          .as(candle.toString())
          .isEqualTo(faulty);
    }
    assertThat(unsound).isBetween(2_000, 19_000);
  }

  @Test
  void candlesComeBackAsTheyWere() {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < 500; i++) candles.add(candle(HOURS.plus(OPEN, i)));
    CandleBatch batch = CandleBatch.of(candles);
    assertThat(batch.size()).isEqualTo(500);
    for (int i = 0; i < 500; i++) assertThat(batch.candle(i)).isEqualTo(candles.get(i));
    CandleBatch slice = batch.slice(100, 200);
    for (int i = 0; i < 100; i++) {
      assertThat(slice.candle(i)).isEqualTo(candles.get(100 + i));
      assertThat(slice.same(i, batch, 100 + i)).isTrue();
    }
  }

  @Test
  void aFaultNamesItsRowAndTime() {
    Candle first = sound(OPEN);
    assertThat(CandleBatch.of(List.of(first, sound(OPEN))).fault(HOURS))
        .contains(new CandleBatch.Fault(1, OPEN, "open time occurs twice"));
    Instant before = HOURS.plus(OPEN, -1);
    assertThat(CandleBatch.of(List.of(first, sound(before))).fault(HOURS))
        .contains(
            new CandleBatch.Fault(
                1, before, "open time is before its predecessor's 2024-01-01T00:00:00Z"));
    Instant odd = OPEN.plusSeconds(3601);
    assertThat(CandleBatch.of(List.of(first, sound(odd))).fault(HOURS))
        .contains(new CandleBatch.Fault(1, odd, "open time is off the 1h grid"));
    assertThat(CandleBatch.of(List.of(first, sound(HOURS.next(OPEN)))).fault(HOURS)).isEmpty();
    assertThat(CandleBatch.empty().fault(HOURS)).isEmpty();
  }

  @Test
  void sameComparesByValue() {
    CandleBatch one = CandleBatch.of(List.of(sound(OPEN)));
    Candle zeros = Candles.withVolume(sound(OPEN), new BigDecimal("1.000"));
    assertThat(one.same(0, CandleBatch.of(List.of(zeros)), 0)).isTrue();
    Candle more = Candles.withVolume(sound(OPEN), new BigDecimal("1.001"));
    assertThat(one.same(0, CandleBatch.of(List.of(more)), 0)).isFalse();
  }

  @Test
  void aRowWithAnotherTimeOrCountIsNotTheSame() {
    Candle candle = sound(OPEN);
    Instant close = candle.closeTime();
    assertThat(isSame(candle, candle)).isTrue();
    assertThat(isSame(candle, candle(OPEN.plusNanos(1000), close, 1))).isFalse();
    assertThat(isSame(candle, candle(OPEN, close.plusNanos(1000), 1))).isFalse();
    assertThat(isSame(candle, candle(OPEN, close, 2))).isFalse();
  }

  @Test
  void aFaultOfTheCandleIsNamedByItsField() {
    Candle candle = Candles.withVolume(sound(OPEN), new BigDecimal("-1"));
    assertThat(CandleBatch.of(List.of(candle)).fault(HOURS))
        .contains(new CandleBatch.Fault(0, OPEN, "volume must not be negative"));
  }

  @Test
  void timesAreMicrosecondsAndTradesAreCounted() {
    CandleBatch batch = CandleBatch.of(List.of(candle(OPEN, OPEN.plusNanos(2_000), 7)));
    assertThat(batch.openMicros(0)).isEqualTo(1_704_067_200_000_000L);
    assertThat(batch.closeMicros(0)).isEqualTo(1_704_067_200_000_002L);
    assertThat(batch.trades(0)).isEqualTo(7);
  }

  @Test
  void onlyABatchWithoutRowsIsEmpty() {
    assertThat(CandleBatch.empty().isEmpty()).isTrue();
    assertThat(CandleBatch.of(List.of(sound(OPEN))).isEmpty()).isFalse();
  }

  @Test
  void aBuilderCountsTheRowsItBegan() {
    CandleBatch.Builder builder = new CandleBatch.Builder(1);
    assertThat(builder.size()).isZero();
    assertThat(builder.add(sound(OPEN)).add(sound(OPEN)).size()).isEqualTo(2);
  }

  @Test
  void rowsInOrderAreReturnedAsTheyAre() {
    CandleBatch batch = CandleBatch.of(List.of(sound(OPEN), sound(OPEN), sound(HOURS.next(OPEN))));
    assertThat(batch.sorted()).isSameAs(batch);
  }

  @Test
  void rowsOutOfOrderAreSortedAndThoseOfOneTimeKeepTheirOrder() {
    Instant next = HOURS.next(OPEN);
    Candle first = candle(next, next.plusSeconds(1), 1);
    Candle second = candle(next, next.plusSeconds(1), 2);
    Candle earlier = sound(OPEN);
    CandleBatch sorted = CandleBatch.of(List.of(first, second, earlier)).sorted();
    assertThat(sorted.size()).isEqualTo(3);
    assertThat(sorted.candle(0)).isEqualTo(earlier);
    assertThat(sorted.candle(1)).isEqualTo(first);
    assertThat(sorted.candle(2)).isEqualTo(second);
  }

  @Test
  void aRowWithoutAllItsDecimalsIsNotBuilt() {
    CandleBatch.Builder builder = new CandleBatch.Builder(1).beginRow(0, 1, 0);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
  }

  private static boolean isSame(Candle one, Candle other) {
    return CandleBatch.of(List.of(one)).same(0, CandleBatch.of(List.of(other)), 0);
  }

  private static Candle sound(Instant open) {
    return candle(open, open.plusSeconds(9), 1);
  }

  private static Candle candle(Instant open, Instant close, int trades) {
    BigDecimal one = BigDecimal.ONE;
    return new Candle(open, one, one, one, one, one, close, trades, one, null, null);
  }

  /// Returns a random candle; about half of them are valid.
  private Candle candle(Instant open) {
    BigDecimal low = price(-1, 40);
    BigDecimal high = price(40, 90);
    return new Candle(
        open,
        price(20, 60),
        high,
        low,
        price(20, 60),
        amount(),
        open.plusSeconds(random.nextInt(60) - 1),
        random.nextInt(80) - 1,
        random.nextInt(5) == 0 ? null : amount(),
        random.nextInt(5) == 0 ? null : amount(),
        random.nextInt(5) == 0 ? null : amount());
  }

  private BigDecimal amount() {
    return price(-1, 70);
  }

  private BigDecimal price(int from, int to) {
    BigDecimal whole = BigDecimal.valueOf(random.nextInt(from, to));
    return whole.setScale(random.nextInt(25));
  }
}
