package dev.candlewick.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.ledger.Transaction;
import dev.candlewick.ledger.Transaction.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Proves the value over time and the change of a day against figures made by hand.
class PortfolioHistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long BITCOIN = 1;
  private static final long ETHER = 2;

  private static Instant hour(int hour) {
    return START.plusSeconds(hour * 3600L);
  }

  private static Transaction transaction(
      long id, long instrument, Kind kind, String quantity, String price, int hour) {
    return new Transaction(
        id,
        instrument,
        kind,
        new BigDecimal(quantity),
        new BigDecimal(price),
        BigDecimal.ZERO,
        hour(hour),
        0);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  /// 0.5 at 40000 from hour 1 on, 2 at 10 from hour 2 on, of which 1 is sold in hour 3. Bitcoin is
  /// 100 more each hour from 40000 on, ether has a price of 11 in hour 3 alone.
  @Test
  void theValueIsThatOfWhatWasHeldAtEachTimeAndLeavesOutWhatHasNoPrice() {
    List<Transaction> transactions =
        List.of(
            transaction(3, ETHER, Kind.SELL, "1", "12", 3),
            transaction(1, BITCOIN, Kind.OPENING, "0.5", "40000", 1),
            transaction(2, ETHER, Kind.BUY, "2", "10", 2));
    List<Instant> times = List.of(hour(0), hour(1), hour(2), hour(3), hour(4));
    List<PortfolioHistory.Point> points =
        PortfolioHistory.of(
                transactions,
                times,
                (index, instrument) -> {
                  if (instrument == BITCOIN) return BigDecimal.valueOf(40_000 + 100L * index);
                  return index == 3 ? decimal("11") : null;
                })
            .points();
    assertThat(points).extracting(PortfolioHistory.Point::time).isEqualTo(times);
    assertThat(points.get(0).value()).isEqualByComparingTo("0");
    assertThat(points.get(1).value()).isEqualByComparingTo("20050");
    assertThat(points.get(2).value()).isEqualByComparingTo("20100");
    assertThat(points.get(2).cost()).isEqualByComparingTo("20000");
    assertThat(points.get(2).unpriced()).containsExactly(ETHER);
    assertThat(points.get(3).value()).isEqualByComparingTo("20161");
    assertThat(points.get(3).cost()).isEqualByComparingTo("20010");
    assertThat(points.get(3).unpriced()).isEmpty();
    assertThat(points.get(4).value()).isEqualByComparingTo("20200");
    assertThat(points.get(4).unpriced()).containsExactly(ETHER);
  }

  @Test
  void withoutAnyPriceTheValueIsNullAndNotZero() {
    List<Transaction> transactions =
        List.of(transaction(1, BITCOIN, Kind.OPENING, "1", "40000", 0));
    PortfolioHistory.Point point =
        PortfolioHistory.of(transactions, List.of(hour(1)), (index, instrument) -> null)
            .points()
            .getFirst();
    assertThat(point.value()).isNull();
    assertThat(point.cost()).isEqualByComparingTo("0");
  }

  /// Bitcoin: 0.5 held at 40000, now 40100; 0.25 bought since at 40050: 0.75 * 40100 - 20000 -
  /// 10012.5 = 62.5. Ether: 2 held at 10, 1 sold since at 12, now 11: 11 - 20 + 12 = 3. In sum 65.5
  /// of 20000 + 10012.5 + 20 = 30032.5, which is 0.218 %.
  @Test
  void theChangeIsTheGainAndNotWhatWasPutInOrTakenOut() {
    List<Transaction> transactions =
        List.of(
            transaction(1, BITCOIN, Kind.OPENING, "0.5", "30000", 0),
            transaction(2, ETHER, Kind.OPENING, "2", "1", 0),
            transaction(3, BITCOIN, Kind.BUY, "0.25", "40050", 2),
            transaction(4, ETHER, Kind.SELL, "1", "12", 2));
    PortfolioChange change =
        PortfolioChange.of(
            transactions,
            hour(1),
            Map.of(BITCOIN, decimal("40000"), ETHER, decimal("10")),
            Map.of(BITCOIN, decimal("40100"), ETHER, decimal("11")));
    assertThat(change.change()).isEqualByComparingTo("65.5");
    assertThat(change.percentage()).isEqualTo(new BigDecimal("0.22"));
    assertThat(change.unpriced()).isEmpty();
  }

  @Test
  void whatLacksAPriceThenOrNowIsLeftOutAndNamed() {
    List<Transaction> transactions =
        List.of(
            transaction(1, BITCOIN, Kind.OPENING, "1", "30000", 0),
            transaction(2, ETHER, Kind.OPENING, "1", "1", 0));
    Map<Long, BigDecimal> both = Map.of(BITCOIN, decimal("100"), ETHER, decimal("10"));
    PortfolioChange change =
        PortfolioChange.of(transactions, hour(1), Map.of(BITCOIN, decimal("90")), both);
    assertThat(change.change()).isEqualByComparingTo("10");
    assertThat(change.unpriced()).containsExactly(ETHER);
    PortfolioChange none = PortfolioChange.of(transactions, hour(1), Map.of(), both);
    assertThat(none.change()).isNull();
    assertThat(none.percentage()).isNull();
    assertThat(none.unpriced()).containsExactlyInAnyOrder(BITCOIN, ETHER);
  }

  @Test
  void whatWasBoughtSinceNeedsNoPriceThen() {
    List<Transaction> transactions = List.of(transaction(1, BITCOIN, Kind.OPENING, "2", "100", 2));
    PortfolioChange change =
        PortfolioChange.of(transactions, hour(1), Map.of(), Map.of(BITCOIN, decimal("110")));
    assertThat(change.change()).isEqualByComparingTo("20");
    assertThat(change.percentage()).isEqualTo(new BigDecimal("10.00"));
  }

  @Test
  void nothingHeldIsNoChange() {
    PortfolioChange change = PortfolioChange.of(List.of(), hour(0), Map.of(), Map.of());
    assertThat(change.change()).isEqualByComparingTo("0");
    assertThat(change.percentage()).isNull();
  }
}
