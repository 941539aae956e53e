package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.InstrumentRegistry.Resolution;
import dev.candlewick.market.InstrumentRegistry.SymbolResolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A venue's long list adds names and takes none away from the best-known; what it makes ambiguous
/// is reported.
class ListedInstrumentsTest {
  private static final InstrumentRegistry KNOWN = InstrumentRegistry.wellKnown();
  private static final InstrumentRegistry LISTED =
      KNOWN
          .extended(
              List.of(
                  coin("wrapped-bitcoin-fake", "BTC", "Bitcoin"),
                  coin("ether-doge", "ETHXBT", "Ether Doge"),
                  coin("dogwifcoin", "WIF", "dogwifhat"),
                  coin("wif", "WIFFY", "Wif the Other"),
                  coin("meta-two", "META", "Meta Two"),
                  coin("meta-one", "META", "Meta One"),
                  coin("gold", "GLD", "Gilded"),
                  coin("gilt", "GOLD", "Gold"),
                  coin("twin-a", "TWA", "Twin"),
                  coin("twin-b", "TWB", "Twin"),
                  coin("liquity-usd", "LUSD", "Liquity USD"),
                  coin("bitcoin", "NOTBTC", "Not Bitcoin")))
          .withTickers(Set.of("BTC", "META", "abt", "NEWCOIN"));

  private static Instrument coin(String id, String ticker, String name) {
    return new Instrument(id, ticker, name, Set.of());
  }

  private static String id(Resolution resolution) {
    return ((Resolution.Found) resolution).instrument().id();
  }

  private static String shown(SymbolResolution resolution) {
    SymbolResolution.Found found = (SymbolResolution.Found) resolution;
    Instrument instrument = found.instrument();
    return found.symbol() + " " + (instrument == null ? "nobody" : instrument.id());
  }

  @ParameterizedTest
  @CsvSource({
    "BTC, bitcoin",
    "Bitcoin, bitcoin",
    "wrapped-bitcoin-fake, wrapped-bitcoin-fake",
    "dogwifhat, dogwifcoin",
    "wif, wif",
    "gold, gold",
    "GLD, gold",
    "Gilded, gold"
  })
  void theBestKnownGoFirstThenAnIdThenATickerThenAName(String name, String id) {
    assertThat(id(LISTED.resolve(name))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"META, meta-one, meta-two", "Twin, twin-a, twin-b"})
  void aNameThatSeveralListedOnesShareIsReportedInOrderOfTheirIds(
      String name, String first, String second) {
    assertThat(LISTED.resolve(name))
        .isInstanceOfSatisfying(
            Resolution.Ambiguous.class,
            shared ->
                assertThat(shared.candidates())
                    .extracting(Instrument::id)
                    .containsExactly(first, second));
  }

  @Test
  void ofManyCandidatesTenAreShown() {
    List<Instrument> many = new ArrayList<>();
    for (int i = 30; i > 0; i--) many.add(coin("many-%02d".formatted(i), "MANY", "Many " + i));
    assertThat(KNOWN.extended(many).resolve("many"))
        .isInstanceOfSatisfying(
            Resolution.Ambiguous.class,
            shared ->
                assertThat(shared.candidates())
                    .hasSize(10)
                    .startsWith(coin("many-01", "MANY", "Many 1")));
  }

  @ParameterizedTest
  @CsvSource({
    "ETHXBT, ETH/BTC ethereum",
    "BTCUSDT, BTC/USDT bitcoin",
    "LUSD, LUSD/USDT liquity-usd",
    "LUSDUSDT, LUSD/USDT liquity-usd",
    "METAUSDT, META/USDT nobody",
    "META-EUR, META/EUR nobody",
    "WIFUSDT, WIF/USDT dogwifcoin",
    "dogwifcoin/usd, WIF/USD dogwifcoin",
    "NEWCOIN, NEWCOIN/USDT nobody",
    "newcoin, NEWCOIN/USDT nobody",
    "ABTUSD, ABT/USD nobody",
    "XABTUSD, XAB/TUSD nobody",
    "BTC, BTC/USDT bitcoin"
  })
  void aSymbolIsAnExchangesTickerInAQuote(String text, String symbol) {
    assertThat(shown(LISTED.symbol(text, "USDT"))).isEqualTo(symbol);
  }

  @Test
  void aTickerIsNoInstrument() {
    assertThat(LISTED.resolve("NEWCOIN")).isInstanceOf(Resolution.Unknown.class);
    assertThat(KNOWN.symbol("NEWCOIN", "USDT")).isInstanceOf(SymbolResolution.Unknown.class);
    assertThat(LISTED.symbol("META", "USDT")).isInstanceOf(SymbolResolution.Ambiguous.class);
  }

  @ParameterizedTest
  @CsvSource({
    "USDT, USDT, USDT/USD tether",
    "tether, usdt, USDT/USD tether",
    "USDT, USD, USDT/USD tether",
    "BTC, BTC, BTC/USD bitcoin",
    "USD, USD, USD/USDT nobody"
  })
  void nothingIsPricedInItself(String text, String defaultQuote, String symbol) {
    InstrumentRegistry dollar = KNOWN.withTickers(Set.of("USD"));
    assertThat(shown(dollar.symbol(text, defaultQuote))).isEqualTo(symbol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USDT/USDT", "USDTUSDT", "btc-btc"})
  void nobodyHasAMarketOfAThingInItself(String text) {
    assertThat(KNOWN.symbol(text, "USDT")).isInstanceOf(SymbolResolution.Unknown.class);
  }

  @Test
  void aLaterListReplacesAnEarlierAndKeepsTheRest() {
    InstrumentRegistry later = LISTED.extended(List.of(coin("late", "LATE", "Late")));
    assertThat(later.resolve("dogwifhat")).isInstanceOf(Resolution.Unknown.class);
    assertThat(id(later.resolve("late"))).isEqualTo("late");
    assertThat(shown(later.symbol("NEWCOIN", "USDT"))).isEqualTo("NEWCOIN/USDT nobody");
    InstrumentRegistry more = later.with(List.of(coin("late", "LATER", "Later")));
    assertThat(id(more.resolve("LATER"))).isEqualTo("late");
    assertThat(KNOWN.all()).hasSameSizeAs(LISTED.all());
  }

  @Test
  void theNearestAreTheBestKnownFirst() {
    InstrumentRegistry near =
        KNOWN.extended(List.of(coin("bitcoim", "BTM", "Bitcoim"), coin("zzz", "ZZZQ", "Zzz")));
    assertThat(near.resolve("bitcoi"))
        .isInstanceOfSatisfying(
            Resolution.Unknown.class,
            unknown -> assertThat(unknown.nearest().getFirst()).isEqualTo("BTC (bitcoin)"));
    assertThat(near.resolve("zzzqq")).isEqualTo(new Resolution.Unknown(List.of("ZZZQ (zzz)")));
  }

  /// A search that compared each with each would take minutes here.
  @Test
  @Timeout(60)
  void ofTwelveThousandEachIsFoundAndTheNearestAreNamed() {
    List<Instrument> many = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      String word = Integer.toString(i * 7919 + 1_000_000, 36);
      many.add(coin("coin-of-" + word, word.toUpperCase(Locale.ROOT), "Coin of " + word));
    }
    InstrumentRegistry all = KNOWN.extended(many);
    for (Instrument one : many) assertThat(id(all.resolve(one.id()))).isEqualTo(one.id());
    assertThat(all.resolve("etheriumm"))
        .isInstanceOfSatisfying(
            Resolution.Unknown.class,
            unknown -> assertThat(unknown.nearest().getFirst()).isEqualTo("ETH (ethereum)"));
  }
}
