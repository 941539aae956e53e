package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.InstrumentRegistry.Resolution;
import dev.candlewick.market.InstrumentRegistry.SymbolResolution;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every spelling in use leads to one instrument and one symbol; what is shared is reported and
/// what is unknown gets its nearest names.
class InstrumentNamesTest {
  private static final InstrumentRegistry KNOWN = InstrumentRegistry.wellKnown();

  private static Symbol found(InstrumentRegistry registry, String text) {
    SymbolResolution resolution = registry.symbol(text, "USDT");
    assertThat(resolution).as(text).isInstanceOf(SymbolResolution.Found.class);
    return ((SymbolResolution.Found) resolution).symbol();
  }

  private static Instrument coin(String id, String ticker, String name) {
    return new Instrument(id, ticker, name, Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "xbt, BTC/USDT",
    "BTC_USDT, BTC/USDT",
    "XDG/XBT, DOGE/BTC",
    "ETHBTC, ETH/BTC",
    "BTCFDUSD, BTC/FDUSD",
    "BNBBTC, BNB/BTC",
    "BNB, BNB/USDT",
    "the graph, GRT/USDT",
    "matic, POL/USDT",
    "RNDRUSDT, RENDER/USDT"
  })
  void spellingsOfOtherVenuesAreUnderstood(String text, String symbol) {
    assertThat(found(KNOWN, text)).hasToString(symbol);
  }

  @ParameterizedTest
  @CsvSource({"NEWCOINUSDT, NEWCOIN/USDT", "币安人生USDT, 币安人生/USDT", "1000CAT-EUR, 1000CAT/EUR"})
  void aBaseNobodyKnowsIsTakenInAKnownQuote(String text, String symbol) {
    SymbolResolution resolution = KNOWN.symbol(text, "USDT");
    assertThat(resolution).isInstanceOf(SymbolResolution.Found.class);
    assertThat(((SymbolResolution.Found) resolution).instrument()).isNull();
    assertThat(((SymbolResolution.Found) resolution).symbol()).hasToString(symbol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "nosuchthing", "BTC/XYZ", "BTC USDT", "a/b/c", "'; drop table"})
  void whatIsNoSymbolIsUnknown(String text) {
    assertThat(KNOWN.symbol(text, "USDT")).isInstanceOf(SymbolResolution.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({"bitcon, BTC (bitcoin)", "etherium, ETH (ethereum)", "dogecoins, DOGE (dogecoin)"})
  void aSlipOfThePenGetsItsNearestNames(String text, String nearest) {
    assertThat(KNOWN.resolve(text)).isInstanceOf(Resolution.Unknown.class);
    List<String> names = ((Resolution.Unknown) KNOWN.resolve(text)).nearest();
    assertThat(names).contains(nearest).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void anIdThatEndsLikeAQuoteIsItsInstrument() {
    InstrumentRegistry more = KNOWN.with(List.of(coin("binance-usd", "BUSD", "Binance USD")));
    assertThat(found(more, "binance-usd")).hasToString("BUSD/USDT");
  }

  @Test
  void noTwoWellKnownInstrumentsShareAName() {
    for (Instrument instrument : KNOWN.all()) {
      for (String name : List.of(instrument.id(), instrument.ticker(), instrument.name())) {
        assertThat(KNOWN.resolve(name)).isEqualTo(new Resolution.Found(instrument));
      }
    }
  }
}
