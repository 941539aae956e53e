package dev.candlewick.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.ledger.CostMethod;
import dev.candlewick.ledger.Replay;
import dev.candlewick.ledger.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves the formula of value and result, and what is left out of the sums.
class PortfolioSummaryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void theExampleOfTheContractComesOut() {
    PortfolioSummary summary = PortfolioSummary.of(List.of(btc("0.5", "40000", "45000.125")));
    assertThat(summary.totalCurrentValue()).hasToString("22500.06");
    assertThat(summary.totalInitialCost()).hasToString("20000.00");
    assertThat(summary.totalPnl()).hasToString("2500.06");
    assertThat(summary.pnlPercentage()).hasToString("12.50");
  }

  /// Each alone would round to 0.00.
  @Test
  void sumsAreRoundedOnceAtTheEnd() {
    ValuedHolding tiny = btc("0.000001", "1000", "4000");
    PortfolioSummary summary = PortfolioSummary.of(List.of(tiny, tiny, tiny));
    assertThat(summary.totalCurrentValue()).hasToString("0.01");
    assertThat(tiny.value()).isEqualByComparingTo("0.004");
  }

  @Test
  void anAssetWithoutAPriceIsNamedAndLeftOut() {
    ValuedHolding dark = holding(2, "DARK", "1000000", "1", null);
    PortfolioSummary summary = PortfolioSummary.of(List.of(dark, btc("1", "100", "150")));
    assertThat(summary.totalCurrentValue()).hasToString("150.00");
    assertThat(summary.totalInitialCost()).hasToString("100.00");
    assertThat(summary.assetsCount()).isEqualTo(2);
    assertThat(summary.pricedAssets()).containsExactly("BTC");
    assertThat(summary.unpricedAssets()).containsExactly("DARK");
    assertThat(dark.value()).isNull();
    assertThat(dark.pnlPercentage()).isNull();
  }

  @Test
  void withoutAnyPriceThereAreNoTotalsButAReason() {
    PortfolioSummary none = PortfolioSummary.of(List.of());
    assertThat(none.totalPnl()).isNull();
    assertThat(none.reason()).isEqualTo("There are no assets");
    PortfolioSummary dark = PortfolioSummary.of(List.of(holding(2, "DARK", "1", "1", null)));
    assertThat(dark.totalCurrentValue()).isNull();
    assertThat(dark.reason()).isEqualTo("No asset has a price yet");
  }

  @Test
  void theSummaryHasTheBestTheWorstAndTheShares() {
    Price old = new Price(new BigDecimal("90"), NOON.minusSeconds(60));
    ValuedHolding fallen = holding(2, "ETH", "1", "100", old);
    PortfolioSummary summary = PortfolioSummary.of(List.of(fallen, btc("2", "100", "105")));
    assertThat(summary.best())
        .isEqualTo(new PortfolioSummary.Performer("BTC", null, new BigDecimal("5.00")));
    assertThat(summary.worst())
        .isEqualTo(new PortfolioSummary.Performer("ETH", null, new BigDecimal("-10.00")));
    assertThat(summary.allocations())
        .extracting(one -> one.ticker() + " " + one.value() + " " + one.percentage())
        .containsExactly("BTC 210.00 70.00", "ETH 90.00 30.00");
    assertThat(summary.asOf()).isEqualTo(old.time());
  }

  @Test
  void anAssetAtNoCostHasAReasonInsteadOfAPercentage() {
    ValuedHolding given = btc("2", "0", "150");
    assertThat(given.pnl()).isEqualByComparingTo("300");
    assertThat(given.pnlPercentage()).isNull();
    assertThat(given.reason()).contains("Nothing was paid");
    PortfolioSummary summary = PortfolioSummary.of(List.of(given));
    assertThat(summary.totalPnl()).hasToString("300.00");
    assertThat(summary.pnlPercentage()).isNull();
    assertThat(summary.reason()).contains("Nothing was paid");
    assertThat(summary.best()).isNull();
    assertThat(btc("2", "1", "150").reason()).isNull();
    assertThat(holding(2, "DARK", "1", "0", null).reason()).contains("No price");
  }

  @Test
  void nothingHeldHasNoPercentage() {
    ValuedHolding sold = btc("0", "100", "150");
    assertThat(sold.value()).isEqualByComparingTo("0");
    assertThat(sold.pnlPercentage()).isNull();
    assertThat(PortfolioSummary.of(List.of(sold)).pnlPercentage()).isNull();
  }

  private static ValuedHolding btc(String quantity, String cost, String price) {
    return holding(1, "BTC", quantity, cost, new Price(new BigDecimal(price), NOON));
  }

  private static ValuedHolding holding(
      long id, String ticker, String quantity, String cost, @Nullable Price price) {
    Transaction opening =
        new Transaction(
            1,
            id,
            Transaction.Kind.OPENING,
            new BigDecimal(quantity),
            new BigDecimal(cost),
            BigDecimal.ZERO,
            NOON,
            0);
    return new ValuedHolding(
        Replay.of(List.of(opening), CostMethod.AVERAGE).get(id), ticker, null, price);
  }
}
