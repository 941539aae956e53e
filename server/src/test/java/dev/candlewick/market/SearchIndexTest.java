package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.SearchEntry.OfInstrument;
import dev.candlewick.market.SearchEntry.OfMarket;
import dev.candlewick.market.SearchHit.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves what a search finds, and in which order.
class SearchIndexTest {
  private static final List<String> VENUES = List.of("binance", "coinbase", "kraken");

  private final Listings listings =
      Listings.of(
          List.of(
              new Instrument("bitcoin", "BTC", "Bitcoin", 1),
              new Instrument("ethereum", "ETH", "Ethereum", 2),
              new Instrument("bridged-eth", "ETH", "Bridged ETH"),
              new Instrument("bitcoin-cash", "BCH", "Bitcoin Cash", 20),
              new Instrument("wrapped-bitcoin", "WBTC", "Wrapped Bitcoin", 15),
              new Instrument("oasis-network", "ROSE", "Oasis Network", 120),
              new Instrument("rose", "ROSE", "Rose"),
              new Instrument("rosecoin", "RSC", "Rosecoin"),
              new Instrument("iota", "IOTA", "IOTA", 90)),
          List.of(),
          List.of(
              market("binance", "BTCUSDT", "BTC", "USDT"),
              market("binance", "ETHUSDT", "ETH", "USDT"),
              market("binance", "BCHUSDT", "BCH", "USDT"),
              market("binance", "ETHBTC", "ETH", "BTC"),
              market("binance", "BTCPLN", "BTC", "PLN"),
              market("binance", "IOTAUSDT", "IOTA", "USDT"),
              market("binance", "ROSEUSDT", "ROSE", "USDT"),
              new Market(
                  "binance",
                  "BTCAUD",
                  new Symbol("BTC", "AUD"),
                  Set.of(),
                  Market.State.DELISTED,
                  null),
              market("coinbase", "BTC-USD", "BTC", "USD"),
              market("kraken", "XBTUSD", "BTC", "USD", "XXBTZUSD", "XBT/USD")),
          Map.of());

  private final SearchIndex index =
      listings.searchIndex(
          Map.of(
              "posted", Set.of(new Symbol("MYCOIN", "USDT"), new Symbol("BTC", "USDT")),
              "simulated", Set.of(new Symbol("BTC", "USDT")),
              "kraken", Set.of(new Symbol("BTC", "USD"))));

  private static Market market(
      String provider, String venueSymbol, String base, String quote, String... aliases) {
    return new Market(
        provider, venueSymbol, new Symbol(base, quote), Set.of(aliases), Market.State.LISTED, null);
  }

  private List<SearchHit> hits(String query) {
    return index.search(query, entry -> false, VENUES, 50);
  }

  private List<String> found(String query) {
    return hits(query).stream().map(hit -> shown(hit.entry())).toList();
  }

  private static String shown(SearchEntry entry) {
    return switch (entry) {
      case OfInstrument(Instrument one) -> one.id();
      case OfMarket market -> market.symbol().joined() + "@" + market.provider();
    };
  }

  private static String matched(SearchHit hit) {
    return hit.spelling() + " " + hit.name() + " " + hit.match().name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTCUSDT", "btc-usdt", "BTC_USDT", "Btc/Usdt", "btc usdt", " btcusdt "})
  void aMarketIsFoundByBaseAndQuoteWithAnySeparator(String query) {
    assertThat(found(query)).startsWith("BTCUSDT@binance").doesNotContain("BTCUSD@coinbase");
    assertThat(hits(query).getFirst().match()).isEqualTo(Match.EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"btc-usd", "xbt/usd", "XXBTZUSD", "bitcoin usd", "xbt_usd"})
  void aMarketIsFoundByEveryNameOfItsBase(String query) {
    assertThat(hits(query).getFirst().match()).isEqualTo(Match.EXACT);
    assertThat(found(query)).contains("BTCUSD@kraken");
  }

  @Test
  void xbtFindsTheMarketsOfBitcoinAtEveryVenue() {
    assertThat(found("xbt").getFirst()).isEqualTo("bitcoin");
    assertThat(found("xbt"))
        .contains("BTCUSDT@binance", "BTCUSD@coinbase", "BTCUSD@kraken", "BTCUSDT@posted");
    assertThat(matched(hits("xbt").getFirst())).isEqualTo("XBT alias exact");
    assertThat(hits("xbt").stream().skip(1)).allMatch(hit -> hit.spelling().startsWith("XBT"));
  }

  @Test
  void exactMatchesComeBeforeBeginningsAndTheseBeforeInsides() {
    List<Match> matches = hits("bitcoin").stream().map(SearchHit::match).toList();
    assertThat(matches).isSorted();
    assertThat(found("bitcoin"))
        .startsWith("bitcoin", "BTCUSDT@binance")
        .endsWith("wrapped-bitcoin");
    assertThat(found("bitcoin").indexOf("bitcoin-cash"))
        .isGreaterThan(found("bitcoin").indexOf("BTCUSD@kraken"));
    assertThat(found("usd")).contains("BTCUSD@kraken");
  }

  @Test
  void storedEntriesComeFirstAmongThoseThatMatchAsWell() {
    List<String> order =
        index.search("btc", entry -> shown(entry).equals("BTCUSD@kraken"), VENUES, 50).stream()
            .map(hit -> shown(hit.entry()))
            .toList();
    assertThat(order).startsWith("BTCUSD@kraken", "bitcoin", "BTCUSDT@binance");
    assertThat(order).last().isEqualTo("wrapped-bitcoin");
  }

  @Test
  void endedMarketsComeAfterThoseThatCanBeTraded() {
    List<String> order = found("btc");
    assertThat(order.indexOf("BTCAUD@binance")).isGreaterThan(order.indexOf("BTCUSD@kraken"));
    assertThat(found("btcaud")).startsWith("BTCAUD@binance");
  }

  @Test
  void instrumentsThatShareATickerAreListedApartTheLargestFirst() {
    assertThat(found("rose")).startsWith("oasis-network", "rose");
    assertThat(found("ROSE")).contains("ROSEUSDT@binance", "rosecoin");
    assertThat(found("eth")).startsWith("ethereum", "ETHUSDT@binance", "ETHBTC@binance");
    assertThat(found("eth")).contains("bridged-eth");
  }

  @Test
  void anIdAloneIsSearchedAfterItsPrefix() {
    assertThat(found("id:rose")).containsExactly("rose", "rosecoin");
    assertThat(found("ID:bitcoin")).startsWith("bitcoin").doesNotContain("BTCUSDT@binance");
    assertThat(found("id:ROSEUSDT")).isEmpty();
  }

  @Test
  void aVenueAfterAnAtSignLimitsTheSearchToItsMarkets() {
    assertThat(found("btcusd@kraken")).containsExactly("BTCUSD@kraken");
    assertThat(found("btc@coin")).containsExactly("BTCUSD@coinbase");
    assertThat(found("btc@nowhere")).isEmpty();
  }

  @Test
  void symbolsInNoListingAreFoundWhenDataOfThemIsStored() {
    assertThat(found("mycoin")).containsExactly("MYCOINUSDT@posted");
    assertThat(found("mycoin/usdt")).containsExactly("MYCOINUSDT@posted");
    assertThat(found("btcusdt")).contains("BTCUSDT@simulated", "BTCUSDT@posted");
    assertThat(found("btcusd@kraken")).as("listed once").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "İOTA, iota",
    "ıota, iota",
    "IOTA, iota",
    "BITCOIN, bitcoin",
    "bıtcoın, bitcoin",
    "BİTCOİN, bitcoin"
  })
  void lettersOfATurkishKeyboardAreThoseOfTheNames(String query, String id) {
    assertThat(found(query).getFirst()).isEqualTo(id);
    assertThat(hits(query).getFirst().match()).isEqualTo(Match.EXACT);
  }

  @Test
  void nearNamesAreFoundOnlyWhenThereAreNoOthers() {
    assertThat(found("etherium")).startsWith("ethereum");
    assertThat(hits("etherium")).allMatch(hit -> hit.match() == Match.NEAR);
    assertThat(found("bitcion").getFirst()).isEqualTo("bitcoin");
    assertThat(found("btcusdd")).startsWith("BTCUSDT@binance");
    assertThat(hits("bitcoin")).noneMatch(hit -> hit.match() == Match.NEAR);
    assertThat(hits("etherium")).isSortedAccordingTo(Comparator.comparingInt(SearchHit::distance));
    assertThat(found("zzzzzzzzzz")).isEmpty();
    assertThat(found("qq")).as("too short to be near to anything").isEmpty();
  }

  @Test
  void aDivisionThatIsNotTheMarketsIsAWeakerMatch() {
    assertThat(hits("bt-cusdt")).allMatch(hit -> hit.match() == Match.INSIDE);
    assertThat(found("bt-cusdt")).contains("BTCUSDT@binance");
    assertThat(found("eth-btc")).first().isEqualTo("ETHBTC@binance");
  }

  @Test
  void noEntryIsFoundTwiceAndNoMoreThanTheLimit() {
    for (String query : List.of("b", "bt", "btc", "usd", "e", "rose", "usdt")) {
      assertThat(found(query)).doesNotHaveDuplicates().isNotEmpty();
      assertThat(index.search(query, entry -> false, VENUES, 3)).hasSizeLessThanOrEqualTo(3);
      assertThat(index.search(query, entry -> false, VENUES, 3))
          .isEqualTo(hits(query).subList(0, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "-", "/", "@", "@kraken", "id:", "\u0307", "\uD800"})
  void aTextWithoutALetterOfANameFindsNothing(String query) {
    assertThat(found(query)).isEmpty();
  }

  @Test
  void aTextOfAThousandCharactersFindsNothing() {
    assertThat(found("bitcoin".repeat(150).substring(0, 1000))).isEmpty();
    assertThat(found("-".repeat(1000))).isEmpty();
  }
}
