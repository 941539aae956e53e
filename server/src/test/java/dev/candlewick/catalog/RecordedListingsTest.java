package dev.candlewick.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves on every recorded listing that each market resolves to itself by each of its names and to
/// no other, and each coin to itself or to a report of several.
class RecordedListingsTest {
  private List<Market> markets = List.of();
  private List<Instrument> coins = List.of();
  private Listings listings = Listings.empty();

  @BeforeEach
  void list() throws IOException {
    RecordedListings recorded = RecordedListings.read();
    markets = recorded.markets();
    coins = recorded.coins();
    listings = recorded.listings();
  }

  private static Set<String> names(Market market) {
    String base = market.symbol().base();
    String quote = market.symbol().quote();
    Set<String> names = new LinkedHashSet<>(market.aliases());
    names.addAll(
        List.of(
            market.venueSymbol(),
            market.venueSymbol().toLowerCase(Locale.ROOT),
            base + quote,
            base + "/" + quote,
            base + "-" + quote,
            base + "_" + quote));
    return names;
  }

  @Test
  void everyMarketIsFoundByEachOfItsNamesAndNoOtherIs() {
    int spellings = 0;
    List<String> wrong = new ArrayList<>();
    for (Market market : markets) {
      for (String name : names(market)) {
        spellings++;
        MarketMatch match = listings.matchMarket(market.provider(), name, "USDT");
        boolean itself = match instanceof MarketMatch.Found found && found.market().equals(market);
        if (!itself) wrong.add(market.provider() + " " + name + ": " + match);
      }
    }
    System.out.printf(
        "%d markets, %d spellings, %d wrong%n", markets.size(), spellings, wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(markets.stream().filter(market -> market.provider().equals("binance")))
        .hasSize(1418);
    assertThat(markets.stream().filter(market -> market.state() != Market.State.LISTED))
        .hasSizeGreaterThanOrEqualTo(370);
    assertThat(markets.stream().filter(market -> market.provider().equals("kraken")))
        .as("86 less the dark pools, which are no separate markets")
        .hasSize(75);
  }

  @Test
  void everyTickerAtAVenueIsTheVenuesOwnMarket() {
    for (Market market : markets) {
      String base = market.symbol().base();
      MarketMatch match = listings.matchMarket(market.provider(), base, market.symbol().quote());
      assertThat(match)
          .as(base + " in " + market.symbol().quote())
          .isInstanceOfSatisfying(
              MarketMatch.Found.class,
              found ->
                  assertThat(found.market().symbol().joined())
                      .isIn(market.symbol().joined(), base));
    }
  }

  @Test
  void everyCoinIsItselfByItsIdAndNoOtherByItsTicker() {
    int requested = 0;
    int ambiguous = 0;
    int resolved = 0;
    Map<String, String> best = new java.util.HashMap<>();
    Listings.wellKnownInstruments().forEach(coin -> best.put(coin.ticker(), coin.id()));
    for (Instrument coin : coins) {
      assertThat(listings.matchInstrument("id:" + coin.id()))
          .isInstanceOfSatisfying(
              InstrumentMatch.Found.class,
              found -> assertThat(found.instrument().id()).isEqualTo(coin.id()));
      for (String name : List.of(coin.id(), coin.ticker())) {
        requested++;
        switch (listings.matchInstrument(name)) {
          case InstrumentMatch.Found found -> {
            resolved++;
            String owner = best.get(name.toUpperCase(Locale.ROOT));
            boolean wellKnown = isWellKnown(found.instrument(), name) || owner != null;
            if (!wellKnown) {
              assertThat(found.instrument().id()).as(name).isEqualTo(coin.id());
            }
          }
          case InstrumentMatch.Ambiguous several -> {
            ambiguous++;
            assertThat(several.candidates())
                .as(name)
                .extracting(Instrument::id)
                .contains(coin.id());
          }
          case InstrumentMatch.Unknown unknown ->
              throw new AssertionError(name + " of " + coin.id() + " is unknown");
        }
      }
    }
    System.out.printf(
        "%d coins, %d names, %d ambiguous, %d resolved%n",
        coins.size(), requested, ambiguous, resolved);
    assertThat(coins).hasSize(11_457);
    assertThat(ambiguous).isGreaterThan(2_000);
  }

  private static boolean isWellKnown(Instrument found, String name) {
    return Listings.empty().matchInstrument(name) instanceof InstrumentMatch.Found known
        && known.instrument().id().equals(found.id());
  }

  @Test
  void noneOfTheLargestCoinsIsTakenForAnother() {
    List<Instrument> largest = coins.stream().filter(coin -> coin.rank() != null).toList();
    assertThat(largest).hasSizeGreaterThan(200);
    for (Instrument coin : largest) {
      switch (listings.matchInstrument(coin.ticker())) {
        case InstrumentMatch.Found found ->
            assertThat(found.instrument().id()).as(coin.ticker()).isEqualTo(coin.id());
        case InstrumentMatch.Ambiguous several ->
            assertThat(several.candidates().getFirst().rank())
                .as(coin.ticker())
                .isLessThanOrEqualTo(coin.rank());
        case InstrumentMatch.Unknown unknown -> throw new AssertionError(coin.toString());
      }
    }
  }
}
