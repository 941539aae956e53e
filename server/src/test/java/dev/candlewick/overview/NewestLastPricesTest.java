package dev.candlewick.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The newest last price of each market, of a bounded number of markets.
class NewestLastPricesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final NewestLastPrices prices = new NewestLastPrices();

  private static Symbol symbol(int number) {
    return new Symbol("M" + number, "USDT");
  }

  private void send(String venue, int number, int price, int second) {
    prices.accept(
        new BusEvent.LastPriceUpdated(
            venue,
            new LastPrice(
                symbol(number), BigDecimal.valueOf(price), NOON.plusSeconds(second), null)));
  }

  @Test
  void anOlderPriceDoesNotReplaceANewerOneAndVenuesAreApart() {
    send("binance", 1, 10, 5);
    send("binance", 1, 11, 4);
    send("kraken", 1, 12, 1);
    assertThat(prices.find("binance", symbol(1)))
        .isNotNull()
        .extracting(LastPrice::price)
        .isEqualTo(BigDecimal.TEN);
    assertThat(prices.find("kraken", symbol(1))).isNotNull();
    assertThat(prices.find("coinbase", symbol(1))).isNull();
  }

  @Test
  void theMarketsUpdatedLongestAgoAreDropped() {
    for (int i = 0; i < NewestLastPrices.MAX_MARKETS; i++) send("binance", i, 1, i);
    send("binance", 0, 2, 9_000);
    send("binance", -1, 3, 9_001);
    assertThat(prices.find("binance", symbol(0))).isNotNull();
    assertThat(prices.find("binance", symbol(1))).isNull();
    assertThat(prices.find("binance", symbol(-1))).isNotNull();
  }
}
