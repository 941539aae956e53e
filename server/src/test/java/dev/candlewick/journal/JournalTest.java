package dev.candlewick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.journal.Position.Exit;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that results are exact and that the summary is as documented.
class JournalTest {
  private static final Instant OPENED = Instant.parse("2025-01-01T00:00:00Z");
  private static final Symbol SYMBOL = new Symbol("BTC", "USDT");

  private static Position position(Side side, String quantity, String entry, String exit) {
    return new Position(
        1,
        new Terms(SYMBOL, side, new BigDecimal(quantity), new BigDecimal(entry)),
        exit.isEmpty() ? null : new Exit(new BigDecimal(exit), OPENED.plusSeconds(1)),
        OPENED,
        Remarks.NONE,
        OPENED);
  }

  private static JournalSummary summary(List<Position> positions) {
    return JournalStatistics.of(positions, ZoneOffset.UTC).summary();
  }

  @Test
  void theDocumentedJournalSumsUpToTwoThousandAndAThirdOfItWon() {
    JournalSummary summary =
        summary(
            List.of(
                position(Side.BUY, "0.5", "50000", "55000"),
                position(Side.SELL, "0.5", "50000", "51000"),
                position(Side.BUY, "1", "50000", "50000"),
                position(Side.BUY, "1", "50000", "")));
    assertThat(summary.totalRealizedPnl()).isEqualByComparingTo("2000");
    assertThat(summary.winRate()).isEqualTo(new BigDecimal("33.33"));
    assertThat(summary.openPositions()).isEqualTo(1);
    assertThat(summary.closedPositions()).isEqualTo(3);
    assertThat(summary.winningTrades()).isEqualTo(1);
    assertThat(summary.losingTrades()).isEqualTo(1);
  }

  @Test
  void nothingClosedIsARateOfZeroAndAnOpenPositionHasNoResult() {
    assertThat(summary(List.of()).winRate()).isEqualByComparingTo("0");
    assertThat(position(Side.BUY, "1", "1", "").realizedPnl()).isNull();
    assertThat(summary(List.of(position(Side.BUY, "1", "1", ""))).winRate())
        .isEqualByComparingTo("0");
  }

  /// By hand: (55000.5 - 50000) * 0.5; (50000 - 51000) * 0.25 and (50000 - 48000.4) * 0.25;
  /// (0.000000000000000001 - 3) * 2.
  @Test
  void anOpenPositionEarnsAtAPriceWhatClosingItThereWouldBring() {
    assertThat(unrealized(Side.BUY, "0.5", "50000", "55000.5")).isEqualByComparingTo("2500.25");
    assertThat(unrealized(Side.SELL, "0.25", "50000", "51000")).isEqualByComparingTo("-250");
    assertThat(unrealized(Side.SELL, "0.25", "50000", "48000.4")).isEqualByComparingTo("499.9");
    assertThat(unrealized(Side.BUY, "2", "3", "0.000000000000000001"))
        .isEqualByComparingTo("-5.999999999999999998");
    assertThat(unrealized(Side.SELL, "7", "3", "3")).isEqualByComparingTo("0");
    for (Side side : Side.values()) {
      assertThat(unrealized(side, "0.3", "7.7", "9.13"))
          .isEqualTo(position(side, "0.3", "7.7", "9.13").realizedPnl());
    }
  }

  @Test
  void aClosedPositionHasNothingUnrealized() {
    assertThat(position(Side.BUY, "1", "1", "2").unrealizedPnl(BigDecimal.TEN)).isNull();
  }

  private static BigDecimal unrealized(Side side, String quantity, String entry, String price) {
    return position(side, quantity, entry, "").unrealizedPnl(new BigDecimal(price));
  }

  @Test
  void theSmallestAndTheLargestNumbersMultiplyExactly() {
    String least = "0.000000000000000001";
    String most = "99999999999999999999.999999999999999999";
    assertThat(position(Side.BUY, least, least, most).realizedPnl())
        .isEqualTo(
            new BigDecimal(most).subtract(new BigDecimal(least)).multiply(new BigDecimal(least)));
    assertThat(position(Side.SELL, most, least, most).realizedPnl().signum()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e20", "1e30", "0.0000000000000000001"})
  void anInvalidPriceOrQuantityIsRejected(String wrong) {
    assertThatThrownBy(() -> position(Side.BUY, wrong, "1", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quantity");
    assertThatThrownBy(() -> position(Side.BUY, "1", wrong, ""))
        .hasMessageContaining("entry price");
    if (new BigDecimal(wrong).signum() == 0) return;
    assertThatThrownBy(() -> position(Side.BUY, "1", "1", wrong))
        .hasMessageContaining("exit price");
  }

  @Test
  void aCoinCanGoToNothing() {
    assertThat(position(Side.BUY, "0.5", "50000", "0").realizedPnl())
        .isEqualByComparingTo("-25000");
    assertThat(position(Side.SELL, "0.5", "50000", "0").realizedPnl())
        .isEqualByComparingTo("25000");
  }

  @Test
  void anIdAndCountsThatCannotBeAreRefused() {
    Terms terms = new Terms(SYMBOL, Side.BUY, BigDecimal.ONE, BigDecimal.ONE);
    assertThatThrownBy(() -> new Position(0, terms, null, OPENED, Remarks.NONE, OPENED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JournalSummary(BigDecimal.ZERO, 0, 1, 1, 1, new TreeSet<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theEndOfAPositionIsNotBeforeItsBeginning() {
    Terms terms = new Terms(SYMBOL, Side.BUY, BigDecimal.ONE, BigDecimal.ONE);
    Exit before = new Exit(BigDecimal.ONE, OPENED.minusNanos(1));
    assertThatThrownBy(() -> new Position(1, terms, before, OPENED, Remarks.NONE, OPENED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSellIsTheOppositeOfABuy() {
    for (int seed = 0; seed < 200; seed++) {
      Position one = any(new Random(seed));
      Terms terms = one.terms();
      Side other = terms.side() == Side.BUY ? Side.SELL : Side.BUY;
      Terms turned = new Terms(terms.symbol(), other, terms.quantity(), terms.entryPrice());
      Position two = new Position(1, turned, one.exit(), OPENED, Remarks.NONE, OPENED);
      if (one.realizedPnl() == null) assertThat(two.realizedPnl()).isNull();
      else assertThat(two.realizedPnl()).isEqualTo(one.realizedPnl().negate());
    }
  }

  private static Position any(Random random) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    BigDecimal entry = decimal(random);
    BigDecimal exit = random.nextInt(5) == 0 ? entry : decimal(random);
    return new Position(
        1 + random.nextInt(1000),
        new Terms(SYMBOL, side, decimal(random), entry),
        random.nextInt(4) == 0 ? null : new Exit(exit, OPENED),
        OPENED,
        Remarks.NONE,
        OPENED);
  }

  private static BigDecimal decimal(Random random) {
    BigInteger digits = new BigInteger(1 + random.nextInt(120), random).add(BigInteger.ONE);
    return new BigDecimal(digits, 18);
  }
}
