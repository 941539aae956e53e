package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which spellings are one text to a search.
class SearchTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BTC/USDT",
        "btc-usdt",
        "Btc_Usdt",
        " btc usdt ",
        "btc:usdt",
        "btc / usdt",
        "-btc--usdt"
      })
  void everySeparatorIsTheSame(String text) {
    assertThat(SearchText.of(text)).isEqualTo(SearchText.of("btc/usdt"));
  }

  @ParameterizedTest
  @CsvSource({
    "BİTCOİN, bitcoin",
    "bıtcoın, bitcoin",
    "IOTA, iota",
    "İOTA, iota",
    "TÜRKÇE ŞIĞÖ, turkce sigo",
    "Décentralañd, decentraland",
    "币安人生, 币安人生"
  })
  void lettersWithMarksAreThoseWithout(String text, String plain) {
    assertThat(SearchText.of(text)).isEqualTo(SearchText.of(plain));
  }

  @Test
  void aQueryWithoutASeparatorFitsEveryDivision() {
    SearchText name = SearchText.of("BTC/USDT");
    assertThat(SearchText.of("btcusdt").fits(name)).isTrue();
    assertThat(SearchText.of("bt").fits(name)).isTrue();
  }

  @Test
  void aQueryWithASeparatorFitsNamesDividedThere() {
    SearchText name = SearchText.of("BTC/USDT");
    assertThat(SearchText.of("btc-usd").fits(name)).isTrue();
    assertThat(SearchText.of("btc-").fits(name)).isTrue();
    assertThat(SearchText.of("bt-cusdt").fits(name)).isFalse();
    assertThat(SearchText.of("btcu-").fits(name)).isFalse();
    assertThat(SearchText.of("btc-usdt-").fits(name)).isFalse();
    assertThat(SearchText.of("btc-usd").fits(SearchText.of("BTCUSDT"))).isFalse();
  }

  @Test
  void aVeryLongTextHasNoSeparatorsAtItsEnd() {
    String name = "a".repeat(80) + "-" + "b".repeat(80);
    assertThat(SearchText.of(name).length()).isEqualTo(160);
    assertThat(SearchText.of(name).fits(SearchText.of(name))).isTrue();
    assertThat(SearchText.of("--//").length()).isZero();
  }
}
