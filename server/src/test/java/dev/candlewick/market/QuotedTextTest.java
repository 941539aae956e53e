package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Proves that a caller's text is shown in quotes, up to 40 characters of it.
class QuotedTextTest {
  @Test
  void aTextIsShownInQuotes() {
    assertThat(QuotedText.of("BTC/USD")).isEqualTo("'BTC/USD'");
    assertThat(QuotedText.of("")).isEqualTo("''");
  }

  @Test
  void aTextOfFortyCharactersIsShownInFull() {
    assertThat(QuotedText.of("x".repeat(40))).isEqualTo("'" + "x".repeat(40) + "'");
  }

  @Test
  void aLongerTextIsCutToFortyCharacters() {
    assertThat(QuotedText.of("x".repeat(40) + "y")).isEqualTo("'" + "x".repeat(40) + "…'");
  }
}
