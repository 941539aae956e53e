package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves where a joined name splits without a listing, and which names need no listing at all.
class UnlistedMarketsTest {
  private static MarketMatch found(String base, String quote) {
    Symbol symbol = new Symbol(base, quote);
    return new MarketMatch.Found(
        new Market("venue", base + quote, symbol, Set.of(), Market.State.LISTED, null));
  }

  @ParameterizedTest
  @CsvSource({
    "XYUSDT, XY, USDT",
    "XUSDT, XUSDT, PLN",
    "XYBTC, XY, BTC",
    "XBTC, XBTC, PLN",
    "NEWCOIN, NEWCOIN, PLN"
  })
  void aJoinedNameSplitsWhereTwoLettersRemainForTheBase(String name, String base, String quote) {
    assertThat(UnlistedMarkets.match("venue", name, "PLN")).isEqualTo(found(base, quote));
  }

  @ParameterizedTest
  @CsvSource({
    "BTC, BTC, USDT",
    "bitcoin, BTC, USDT",
    "id:bitcoin, BTC, USDT",
    "BTCEUR, BTC, EUR",
    "BTC/PLN, BTC, PLN",
    "NEW/EUR, NEW, EUR"
  })
  void aStatedPairOrAWellKnownBaseNeedsNoListing(String name, String base, String quote) {
    assertThat(UnlistedMarkets.matchWellKnown("venue", name, "USDT")).isEqualTo(found(base, quote));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEWCOIN", "NEWCOINUSDT", "USDT", "USDT/USDT", "a/b/c", ""})
  void anyOtherNameIsUnknownWithoutAListing(String name) {
    assertThat(UnlistedMarkets.matchWellKnown("venue", name, "USDT"))
        .isEqualTo(new MarketMatch.Unknown(List.of()));
  }
}
