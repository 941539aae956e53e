package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves that a name is one market of a venue, several or none, and that only markets that trade
/// now count for its quotes.
class MarketNamesTest {
  private final Market bitcoin = market("XBT-USDT", "BTC", "USDT", Market.State.LISTED);
  private final Market bitcoinInEuro = market("XBT-EUR", "BTC", "EUR", Market.State.LISTED);
  private final Market ended = market("XBT-BUSD", "BTC", "BUSD", Market.State.DELISTED);
  private final MarketNames names =
      MarketNames.of(List.of(ended, bitcoin, bitcoinInEuro), Map.of("BTC", "bitcoin"));

  private static Market market(String venueSymbol, String base, String quote, Market.State state) {
    return new Market("venue", venueSymbol, new Symbol(base, quote), Set.of(), state, null);
  }

  @Test
  void anIdIsTheMarketOfItsTickerInTheImpliedQuote() {
    assertThat(names.match("bitcoin", "EUR")).isEqualTo(new MarketMatch.Found(bitcoinInEuro));
    assertThat(names.match("id: Bitcoin", "USDT")).isEqualTo(new MarketMatch.Found(bitcoin));
  }

  @Test
  void aStatedBaseAndQuoteAreThatMarketWhateverTheImpliedQuoteIs() {
    assertThat(names.match("btc_eur", "USDT")).isEqualTo(new MarketMatch.Found(bitcoinInEuro));
  }

  @Test
  void anEndedMarketIsFoundByItsName() {
    assertThat(names.match("BTCBUSD", "USDT")).isEqualTo(new MarketMatch.Found(ended));
  }

  @Test
  void aQuoteWithoutABaseIsUnknown() {
    assertThat(names.match("/USDT", "USDT")).isInstanceOf(MarketMatch.Unknown.class);
  }

  @Test
  void aBaseWithAnEmptyQuoteIsUnknown() {
    assertThat(names.match("BTC/", "USDT")).isInstanceOf(MarketMatch.Unknown.class);
  }

  @Test
  void anEmptyNameIsUnknownWithoutANearestMarket() {
    assertThat(names.match(" ", "USDT")).isEqualTo(new MarketMatch.Unknown(List.of()));
  }

  @Test
  void aJoinedNameOfTwoMarketsIsAmbiguous() {
    Market one = market("1", "AB", "CDE", Market.State.LISTED);
    Market two = market("2", "ABC", "DE", Market.State.LISTED);
    MarketNames both = MarketNames.of(List.of(one, two), Map.of());
    assertThat(both.joined("ABCDE")).containsExactlyInAnyOrder(one, two);
    assertThat(both.match("abcde", "USDT"))
        .isInstanceOfSatisfying(
            MarketMatch.Ambiguous.class,
            several -> assertThat(several.candidates()).containsExactlyInAnyOrder(one, two));
  }

  @Test
  void aJoinedNameIsExactlyThatOfItsMarket() {
    assertThat(names.joined("BTCUSDT")).containsExactly(bitcoin);
    assertThat(names.joined("BTCUSD")).isEmpty();
  }

  @Test
  void onlyMarketsThatTradeNowCountForTheQuotes() {
    assertThat(names.quotes()).containsExactly("EUR", "USDT");
    assertThat(names.quotesOf("BTC")).containsExactly("EUR", "USDT");
    assertThat(names.quotesOf("ETH")).isEmpty();
  }
}
