package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that a well-known coin owns its names, and that any other ticker is decisive only where
/// one instrument has it.
class InstrumentNamesTest {
  private final Instrument oasis = new Instrument("oasis-network", "ROSE", "Oasis Network", 120);
  private final Instrument wormhole = new Instrument("wormhole", "W", "Wormhole");
  private final InstrumentNames names =
      InstrumentNames.of(
          List.of(
              oasis,
              new Instrument("rose", "ROSE", "Rose"),
              new Instrument("batcat", "BTC", "Batcat"),
              new Instrument("dash", "DSH", "Dash of another name", 150),
              wormhole));

  @Test
  void withoutAListAWellKnownCoinIsKnownById() {
    assertThat(InstrumentNames.of(List.of()).ofId("bitcoin"))
        .contains(new Instrument("bitcoin", "BTC", "Bitcoin"));
  }

  @Test
  void aWellKnownCoinKeepsItsTickerAndNameAndTakesTheListedRank() {
    assertThat(names.ofId("dash")).contains(new Instrument("dash", "DASH", "Dash", 150));
  }

  @Test
  void onlyTheIdTickerAndNameOfAWellKnownCoinAreWellKnown() {
    assertThat(names.isWellKnown("bitcoin-cash")).isTrue();
    assertThat(names.isWellKnown("bch")).isTrue();
    assertThat(names.isWellKnown("Bitcoin Cash")).isTrue();
    assertThat(names.isWellKnown("rose")).isFalse();
    assertThat(names.isWellKnown("XBT")).isFalse();
  }

  @Test
  void aTickerOfTwoInstrumentsIsNeithers() {
    assertThat(names.ofTicker("ROSE")).isEmpty();
  }

  @Test
  void aTickerOfOneInstrumentIsThatInstruments() {
    assertThat(names.ofTicker("w")).contains(wormhole);
  }

  @Test
  void aTickerOfAWellKnownCoinIsItsOwnWhateverElseIsListed() {
    assertThat(names.ofTicker("btc").map(Instrument::id)).contains("bitcoin");
  }

  @Test
  void aVenuesOtherTickerOfAWellKnownCoinIsThatCoins() {
    assertThat(names.ofTicker("XBT").map(Instrument::id)).contains("bitcoin");
    assertThat(names.ofTicker("XDG").map(Instrument::id)).contains("dogecoin");
  }

  @Test
  void theListedTickerOfAWellKnownCoinIsThatCoinsToo() {
    assertThat(names.ofTicker("DSH").map(Instrument::id)).contains("dash");
  }

  @Test
  void aNameThatIsNoIdAndNoTickerIsFoundAmongTheNames() {
    assertThat(names.match("oasis network")).isEqualTo(new InstrumentMatch.Found(oasis));
  }

  @Test
  void aMisspeltListedNameComesWithTheNearest() {
    assertThat(names.match("wormhola"))
        .isEqualTo(new InstrumentMatch.Unknown(List.of("W (wormhole)")));
  }

  @Test
  void aMisspeltIdComesWithTheNearest() {
    assertThat(names.match("id: wormhola"))
        .isEqualTo(new InstrumentMatch.Unknown(List.of("W (wormhole)")));
  }
}
