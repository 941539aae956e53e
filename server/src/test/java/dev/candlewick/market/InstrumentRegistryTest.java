package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.InstrumentRegistry.Resolution;
import dev.candlewick.market.InstrumentRegistry.SymbolResolution;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that an instrument is found by every name it goes by, and that a shared name is reported.
class InstrumentRegistryTest {
  private final InstrumentRegistry known = InstrumentRegistry.wellKnown();

  @ParameterizedTest
  @CsvSource({
    "bitcoin, BTC/USDT",
    "Bitcoin, BTC/USDT",
    "BTC, BTC/USDT",
    "btc, BTC/USDT",
    "' btc ', BTC/USDT",
    "BTCUSDT, BTC/USDT",
    "btcusdt, BTC/USDT",
    "BTC/USDT, BTC/USDT",
    "BTC-USD, BTC/USD",
    "BTC_EUR, BTC/EUR",
    "XBTUSD, BTC/USD",
    "DOTUSD, DOT/USD",
    "BTCTUSD, BTC/TUSD",
    "ETHXBT, ETH/BTC",
    "XDG, DOGE/USDT",
    "bitcoin-cash, BCH/USDT",
    "usd-coin, USDC/USDT",
    "USDCUSDT, USDC/USDT"
  })
  void everyNameLeadsToItsSymbol(String text, String symbol) {
    assertThat(known.symbol(text, "USDT"))
        .asInstanceOf(InstanceOfAssertFactories.type(SymbolResolution.Found.class))
        .satisfies(
            found -> assertThat(found.symbol()).hasToString(symbol),
            found -> assertThat(found.instrument()).isNotNull());
  }

  @Test
  void aBaseNobodyKnowsIsTakenInAKnownQuote() {
    assertThat(known.symbol("WIFUSDT", "USDT"))
        .isEqualTo(new SymbolResolution.Found(new Symbol("WIF", "USDT"), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bitcoim", "bitcon", "BTCC"})
  void anUnknownNameComesWithTheNearest(String text) {
    assertThat(known.symbol(text, "USDT"))
        .asInstanceOf(InstanceOfAssertFactories.type(SymbolResolution.Unknown.class))
        .satisfies(unknown -> assertThat(unknown.nearest()).contains("BTC (bitcoin)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "nothing at all", "' or 1=1 --", "USDTUSDTUSDT/"})
  void nonsenseIsUnknown(String text) {
    assertThat(known.symbol(text, "USDT")).isInstanceOf(SymbolResolution.Unknown.class);
    assertThat(known.resolve(text)).isInstanceOf(Resolution.Unknown.class);
  }

  @Test
  void aSharedNameIsReported() {
    Instrument other = new Instrument("batcat", "BTC", "Batcat", Set.of());
    InstrumentRegistry more = known.with(List.of(other));
    assertThat(more.resolve("BTC"))
        .asInstanceOf(InstanceOfAssertFactories.type(Resolution.Ambiguous.class))
        .satisfies(shared ->
            assertThat(shared.candidates())
                .extracting(Instrument::id)
                .containsExactly("bitcoin", "batcat"));
    assertThat(more.symbol("BTCUSDT", "USDT")).isInstanceOf(SymbolResolution.Ambiguous.class);
    assertThat(more.resolve("bitcoin")).isInstanceOf(Resolution.Found.class);
    assertThat(known.resolve("BTC")).isInstanceOf(Resolution.Found.class);
  }

  @Test
  void aKnownIdIsReplaced() {
    Instrument renamed = new Instrument("bitcoin", "XYZ", "Renamed", Set.of());
    InstrumentRegistry more = known.with(List.of(renamed));
    assertThat(more.all()).hasSameSizeAs(known.all());
    assertThat(more.resolve("XYZ")).isEqualTo(new Resolution.Found(renamed));
    assertThat(more.resolve("BTC")).isInstanceOf(Resolution.Unknown.class);
  }
}
