package dev.candlewick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.journal.OpenPositions.Priced;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves the totals of open positions against sums made by hand: each quote separately, and a
/// position without a price left out instead of counted as zero.
class OpenPositionsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Position open(long id, String base, String quote, Side side, String entry) {
    return new Position(
        id,
        new Terms(new Symbol(base, quote), side, new BigDecimal("0.5"), new BigDecimal(entry)),
        null,
        NOON,
        Remarks.NONE,
        NOON);
  }

  private static Priced at(Position position, String price) {
    return Priced.at(position, new BigDecimal(price), NOON);
  }

  /// USD: 0.5 * (110 - 100) + 0.5 * (20 - 21.5) = 5 - 0.75; USDT: 0.5 * (90 - 90.02) = -0.01.
  @Test
  void quotesAreTotalledEachByItself() {
    OpenPositions positions =
        new OpenPositions(
            List.of(
                at(open(5, "BTC", "USD", Side.BUY, "100"), "110"),
                at(open(4, "ETH", "USD", Side.SELL, "20"), "21.5"),
                at(open(3, "BTC", "USDT", Side.SELL, "90"), "90.02"),
                Priced.unpriced(open(2, "SOL", "USDT", Side.BUY, "7"), "no price"),
                Priced.unpriced(open(1, "SOL", "EUR", Side.BUY, "7"), "no price")),
            5);
    assertThat(positions.unrealizedPnl()).containsOnlyKeys("EUR", "USD", "USDT");
    assertThat(positions.unrealizedPnl().get("USD")).isEqualByComparingTo("4.25");
    assertThat(positions.unrealizedPnl().get("USDT")).isEqualByComparingTo("-0.01");
    assertThat(positions.unrealizedPnl().get("EUR")).isNull();
    assertThat(positions.positions().get(3).unrealizedPnl()).isNull();
    assertThat(positions.leftOut()).isZero();
  }

  @Test
  void positionsThatAreLeftOutAreCounted() {
    Priced one = at(open(9, "BTC", "USD", Side.BUY, "100"), "110");
    assertThat(new OpenPositions(List.of(one), 1001).leftOut()).isEqualTo(1000);
    assertThatThrownBy(() -> new OpenPositions(List.of(one), 0)).hasMessageContaining("1 of 0");
  }
}
