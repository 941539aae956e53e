package dev.candlewick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each market once, in the order of the account, and at most 200.
class WatchListTest {
  @Test
  void aMarketIsAppendedOnceAndRemoved() {
    WatchList list = WatchList.empty().with("BTCUSDT@binance").with("BTC-USD@coinbase");
    assertThat(list.with("BTCUSDT@binance")).isEqualTo(list);
    assertThat(list.markets()).containsExactly("BTCUSDT@binance", "BTC-USD@coinbase");
    assertThat(list.without("BTCUSDT@binance").markets()).containsExactly("BTC-USD@coinbase");
    assertThat(list.without("ETHUSDT@binance")).isEqualTo(list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BTCUSDT",
        "@binance",
        "BTC USDT@binance",
        "A@b@c",
        "BTC@BINANCE",
        "A\u0000@b"
      })
  void aTextThatNamesNoMarketIsRejected(String text) {
    assertThat(WatchList.isMarketName(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new WatchList(List.of(text)));
  }

  @Test
  void twoHundredMarketsAreTheMost() {
    List<String> markets = IntStream.range(0, 200).mapToObj(i -> "M" + i + "@binance").toList();
    WatchList full = new WatchList(markets);
    assertThat(full.isFull()).isTrue();
    assertThat(full.with("M7@binance")).isEqualTo(full);
    assertThatIllegalArgumentException().isThrownBy(() -> full.with("X@binance"));
    assertThat(full.without("M7@binance").isFull()).isFalse();
  }

  @Test
  void aMarketInTheListTwiceIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WatchList(List.of("A1@kraken", "A1@kraken")));
  }
}
