package dev.candlewick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.ledger.Transaction.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves average cost by worked examples, and the laws of any ledger on random transactions.
class ReplayTest {
  /// Returns the seeds of random transactions.
  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @Test
  void aPartialSellAndABuyAfterItRealiseWhatTheyBrought() {
    Holding flat =
        new Books()
            .buy("10", "100", "0")
            .sell("5", "150", "0")
            .buy("5", "200", "0")
            .sell("10", "200", "0")
            .replay();
    assertThat(flat.realizedGross()).isEqualByComparingTo("750");
    assertThat(flat.quantity()).isZero();
    assertThat(flat.cost()).isZero();
  }

  @Test
  void aSellLeavesTheAverageAsItIs() {
    Holding half =
        new Books().buy("1", "100", "0").buy("1", "200", "0").sell("1", "900", "0").replay();
    assertThat(half.averageCost()).isEqualByComparingTo("150");
    assertThat(half.cost()).isEqualByComparingTo("150");
    assertThat(half.realizedGross()).isEqualByComparingTo("750");
  }

  @Test
  void anOpeningKeepsItsPriceToTheLastDigit() {
    Holding opened =
        new Books().opening("0.000000000000000003", "40000.123456789012345678").replay();
    assertThat(opened.averageCost()).isEqualTo(new BigDecimal("40000.123456789012345678"));
    assertThat(opened.cost())
        .isEqualTo(new BigDecimal("0.000000000000000003").multiply(opened.averageCost()));
    assertThat(new Books().opening("0", "9").replay().averageCost()).isEqualByComparingTo("9");
  }

  @Test
  void aPurchaseAtNoCostLowersTheAverage() {
    Holding given = new Books().opening("2", "0").replay();
    assertThat(given.cost()).isEqualByComparingTo("0");
    assertThat(given.averageCost()).isEqualByComparingTo("0");
    Holding sold = new Books().opening("1", "0").buy("1", "100", "0").sell("2", "0", "0").replay();
    assertThat(sold.realizedGross()).isEqualByComparingTo("-100");
  }

  @Test
  void feesAreSeparateAndReducedByASale() {
    Holding half = new Books().buy("2", "100", "3").sell("1", "110", "1").replay();
    assertThat(half.realizedGross()).isEqualByComparingTo("10");
    assertThat(half.realizedFees()).isEqualByComparingTo("2.5");
    assertThat(half.realizedNet()).isEqualByComparingTo("7.5");
    assertThat(half.entryFees()).isEqualByComparingTo("1.5");
  }

  /// Sold in thirds, exactly nothing is left.
  @Test
  void soldInPartsThatDoNotDivideTheBookIsStillFlat() {
    Books books = new Books().buy("1", "10", "1").buy("2", "10.00000001", "1");
    books.sell("1", "11", "0").sell("1", "11", "0").sell("1", "11", "0");
    assertThat(books.replay().cost()).isZero();
    assertThat(books.replay().entryFees()).isZero();
    assertThat(books.replay().realizedGross()).isEqualByComparingTo("2.99999998");
  }

  /// The rounding of the average must not become the cost of a small rest.
  @Test
  void theRestAfterASaleCostsTheAverage() {
    Books books =
        new Books()
            .buy("10000000000000000000", "1", "0")
            .buy("20000000000000000000", "1.000000000000000001", "0")
            .sell("29999999999999999999.999999999999999999", "1", "0");
    Holding crumb = books.replay();
    assertThat(crumb.quantity()).isEqualByComparingTo("0.000000000000000001");
    assertThat(crumb.cost()).isEqualByComparingTo(crumb.quantity().multiply(crumb.averageCost()));
  }

  @Test
  void sellingMoreThanIsHeldNamesWhatIsMissing() {
    Books books = new Books().buy("1.5", "10", "0").sell("2.25", "10", "0");
    assertThatThrownBy(books::replay)
        .isInstanceOfSatisfying(
            OversoldException.class,
            fault -> assertThat(fault.missing()).isEqualByComparingTo("0.75"))
        .hasMessageContaining("only 1.5 is held, 0.75 is missing");
  }

  @Test
  void anInvalidTransactionIsRejected() {
    Instant at = Instant.EPOCH;
    BigDecimal one = BigDecimal.ONE;
    BigDecimal none = BigDecimal.ZERO;
    BigDecimal fine = new BigDecimal("0.0000000000000000001");
    assertThatThrownBy(() -> new Transaction(1, 1, Kind.BUY, none, one, none, at, 0))
        .hasMessage("BUY of 0");
    assertThatThrownBy(() -> new Transaction(1, 1, Kind.SELL, one, one.negate(), none, at, 0))
        .hasMessage("SELL at a price of -1");
    assertThatThrownBy(() -> new Transaction(1, 1, Kind.BUY, one, one, one.negate(), at, 0))
        .hasMessage("BUY with a fee of -1");
    assertThatThrownBy(() -> new Transaction(1, 1, Kind.BUY, fine, one, none, at, 0))
        .hasMessage("more than 18 decimals");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderInWhichFactsAreGivenDoesNotMatter(int seed) {
    Random chance = new Random(seed);
    Books books = Books.random(chance, 40);
    List<Transaction> shuffled = new ArrayList<>(books.transactions());
    Collections.shuffle(shuffled, chance);
    assertThat(Replay.of(shuffled, CostMethod.AVERAGE).get(Books.INSTRUMENT))
        .isEqualTo(books.replay());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFlatBookCostsNothingAndRealisedAllThatCameIn(int seed) {
    Books books = Books.random(new Random(seed), 40);
    BigDecimal rest = books.replay().quantity();
    if (rest.signum() > 0) books.sell(rest.toPlainString(), "3.25", "0.125");
    Holding flat = books.replay();
    assertThat(flat.quantity()).isZero();
    assertThat(flat.cost()).isZero();
    assertThat(flat.entryFees()).isZero();
    near(flat.realizedGross(), cash(books));
    near(flat.realizedFees(), fees(books));
  }

  /// Realised + unrealised - fees = equity - net contributions, with equity the value of the
  /// quantity held and contributions the payments in less the payments out, fees included.
  @ParameterizedTest
  @MethodSource("seeds")
  void resultsEqualEquityLessContributions(int seed) {
    Books books = Books.random(new Random(seed), 40);
    Holding holding = books.replay();
    BigDecimal value = holding.quantity().multiply(new BigDecimal("1.75"));
    BigDecimal unrealised = value.subtract(holding.cost());
    BigDecimal contributions = cash(books).negate().add(fees(books));
    near(
        holding.realizedGross().add(unrealised).subtract(fees(books)),
        value.subtract(contributions));
  }

  /// Returns the payments in less the payments out, without fees.
  private static BigDecimal cash(Books books) {
    return books.transactions().stream()
        .map(one -> one.kind() == Kind.SELL ? one.amount() : one.amount().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal fees(Books books) {
    return books.transactions().stream()
        .map(Transaction::fee)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Quotients have 34 digits; their rounding errors are beyond the 20th decimal.
  private static void near(BigDecimal figure, BigDecimal expected) {
    assertThat(figure.setScale(20, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo(expected.setScale(20, RoundingMode.HALF_EVEN));
  }
}
