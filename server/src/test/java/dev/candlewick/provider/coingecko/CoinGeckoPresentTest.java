package dev.candlewick.provider.coingecko;

import static dev.candlewick.provider.client.ScriptedVenue.status;
import static dev.candlewick.provider.client.VenueRig.coin;
import static dev.candlewick.provider.coingecko.GeckoRig.BITCOIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.PriceProvider.Price;
import dev.candlewick.provider.PriceProvider.Prices;
import dev.candlewick.provider.ProviderException.Kind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that current prices of many coins need one request, and that CoinGecko's lists are
/// parsed.
class CoinGeckoPresentTest {
  private static final Instrument PEPE = coin("pepe", "PEPE");
  private static final Instrument ODD = coin("1move token", "1MT");
  private static final String COINS =
      """
      [{"id":"bitcoin","symbol":"btc","name":"Bitcoin"},{"id":"","symbol":"x","name":"X"},
       {"id":"gammaswap","symbol":"","name":"GammaSwap"},{"symbol":"y"},null,7,
       {"id":"nameless","symbol":"nml","name":null},
       {"id":"bitcoin","symbol":"btc2","name":"Again"}]
      """;

  private final GeckoRig rig = new GeckoRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static Price price(Instrument instrument, String price) {
    return new Price(instrument, new BigDecimal(price));
  }

  @Test
  void thePricesOfManyCoinsAreOneQuestion() {
    rig.then("{\"bitcoin\":{\"usd\":67187.3358936566},\"pepe\":{\"usd\":1.64e-05}}");
    assertThat(rig.provider.fetchPrices(List.of(PEPE, ODD, BITCOIN, BITCOIN), "USD").valid())
        .containsExactly(price(BITCOIN, "67187.3358936566"), price(PEPE, "0.0000164"));
    assertThat(rig.venue.requestPaths())
        .containsExactly(
            "/api/v3/simple/price?ids=1move+token%2Cbitcoin%2Cpepe"
                + "&vs_currencies=usd&precision=full");
  }

  @Test
  void aCoinWithoutAPriceIsAbsent() {
    rig.then(
        """
        {"bitcoin":{"eur":1,"usd":null,"other":{"a":[]}},"pepe":{"usd":0},"1move token":{}}\
        """);
    assertThat(rig.provider.fetchPrices(List.of(BITCOIN, PEPE, ODD), "USD").valid()).isEmpty();
  }

  @Test
  void noCoinsAreNoQuestion() {
    assertThat(rig.provider.fetchPrices(List.of(), "USD").valid()).isEmpty();
    assertThat(rig.provider.fetchPrices(List.of(coin("a,bitcoin", "A")), "USD").valid()).isEmpty();
    assertThat(rig.venue.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"bitcoin\":{\"usd\":7}", "{\"bitcoin\":{\"usd\":7}} 1"})
  void pricesOfAnotherShapeAreMalformed(String body) {
    rig.then(body, body, body, body, body);
    assertThat(rig.failure(provider -> provider.fetchPrices(List.of(BITCOIN), "USD")).kind())
        .isEqualTo(Kind.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"usd\":-7}', is below 0",
    "'{\"usd\":\"7\"}', is no number",
    "'{\"usd\":[7]}', is no number",
    "'{\"usd\":NaN}', is no number",
    "'[]', is no number",
    "'{\"usd\":1e999}', has too many digits"
  })
  void aPriceThatCannotBeLeavesOutItsCoinAlone(String wrong, String reason) {
    rig.then("{\"pepe\":" + wrong + ",\"bitcoin\":{\"usd\":7}}");
    Prices prices = rig.provider.fetchPrices(List.of(BITCOIN, PEPE), "USD");
    assertThat(prices.valid()).containsExactly(price(BITCOIN, "7"));
    assertThat(prices.impossible()).containsExactly(new Impossible(PEPE, reason));
  }

  @Test
  void aPriceOfAbsurdLengthLeavesOutItsCoinAlone() {
    rig.then("{\"pepe\":{\"usd\":" + "9".repeat(5000) + "},\"bitcoin\":{\"usd\":7}}");
    Prices prices = rig.provider.fetchPrices(List.of(BITCOIN, PEPE), "USD");
    assertThat(prices.valid()).containsExactly(price(BITCOIN, "7"));
    assertThat(prices.impossible()).containsExactly(new Impossible(PEPE, "has too many digits"));
  }

  @Test
  void anUnknownQuoteIsNamed() {
    rig.venue.then(status(400, "{\"error\":\"invalid vs_currency\"}"), 1);
    assertThat(rig.failure(provider -> provider.fetchPrices(List.of(BITCOIN), "XYZ")).kind())
        .isEqualTo(Kind.UNKNOWN_QUOTE);
  }

  @Test
  void theCoinsAreListedWithoutTheRowsThatNameNothing() {
    rig.then(
        "[{\"id\":\"bitcoin\",\"market_cap_rank\":1},{\"id\":\"new\",\"market_cap_rank\":null}]",
        COINS);
    assertThat(rig.provider.fetchInstruments())
        .containsExactly(
            new Instrument("bitcoin", "BTC", "Bitcoin", 1),
            new Instrument("nameless", "NML", "nameless"));
    assertThat(rig.venue.requestPaths()).hasSize(2).endsWith("/api/v3/coins/list");
  }

  @Test
  void theCoinsAreListedWithoutRanksWhereTheVenueGivesNone() {
    rig.venue.then(status(401, ""), 1);
    rig.then(COINS);
    assertThat(rig.provider.fetchInstruments())
        .extracting(Instrument::rank)
        .containsExactly(null, null);
  }

  @Test
  void theCurrenciesAreReadInLowerCase() {
    rig.then("[\"btc\",\"USD\",null]", "[\"eur\"]");
    assertThat(rig.provider.fetchCurrencies()).containsExactly("btc", "usd");
    assertThat(rig.provider.fetchCurrencies()).containsExactly("eur");
    assertThat(rig.venue.requestPaths())
        .hasSize(2)
        .containsOnly("/api/v3/simple/supported_vs_currencies");
  }

  @Test
  void aListThatCannotBeHadIsAFault() {
    rig.then("[]");
    rig.venue.then(status(401, ""), 1);
    assertThat(rig.failure(CoinGeckoProvider::fetchInstruments).kind()).isEqualTo(Kind.REJECTED);
    rig.then("[]", "{}", "{}", "{}", "{}");
    assertThat(rig.failure(CoinGeckoProvider::fetchInstruments).kind()).isEqualTo(Kind.MALFORMED);
  }
}
