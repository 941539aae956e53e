package dev.candlewick.provider.binance;

import static dev.candlewick.provider.binance.BinanceRig.failure;
import static dev.candlewick.provider.binance.BinanceRig.hour;
import static dev.candlewick.provider.binance.BinanceRig.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves the handling of each error a venue can return: it is retried, reported or rejected, and
/// never yields an invalid candle.
@Timeout(60)
class BinanceFaultsTest {
  private static final String PAGE = "/api/v3/klines";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final BinanceRig rig = new BinanceRig().knowingTheTime();

  @AfterEach
  void close() {
    rig.close();
  }

  static Stream<Fault> passing() {
    return Stream.of(
        Fault.serverError(),
        Fault.badGatewayHtml(),
        Fault.overloaded1008(),
        Fault.truncated(),
        Fault.html200(),
        Fault.reset());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aTemporaryFaultIsRetried(Fault fault) {
    rig.replay.enqueue(fault, fault);
    assertThat(rig.candles(0, 10).size()).isEqualTo(10);
    assertThat(rig.replay.count(PAGE)).isEqualTo(4);
    assertThat(rig.provider.health().state()).isEqualTo(State.CLOSED);
  }

  static Stream<Arguments> impossibleRows() {
    return Stream.of(
        Arguments.of(Fault.negative(), hour(9).toString(), "low must be greater than 0"),
        Arguments.of(Fault.highBelowLow(), hour(9).toString(), "high must be at least"),
        Arguments.of(Fault.misaligned(), hour(9).plusMillis(7).toString(), "off the 1h grid"));
  }

  @ParameterizedTest
  @MethodSource("impossibleRows")
  void anInvalidRowIsNamedAndTheOthersAreReturned(Fault lie, String opened, String message) {
    rig.replay.enqueue(five(lie));
    CandlePage page = rig.provider.fetchCandles(query(0, 10));
    assertThat(BinanceRig.opens(page.candles()))
        .isEqualTo(IntStream.range(0, 9).mapToObj(BinanceRig::hour).toList());
    assertThat(page.bad()).hasSize(1);
    assertThat(page.bad().getFirst().open()).isEqualTo(hour(9));
    assertThat(page.bad().getFirst().reason())
        .startsWith("candle 9 of the page, opened " + opened)
        .contains(message);
  }

  @Test
  void rowsOutOfOrderAreSorted() {
    rig.replay.enqueue(five(Fault.outOfOrder()));
    CandlePage page = rig.provider.fetchCandles(query(0, 10));
    assertThat(BinanceRig.opens(page.candles()))
        .isEqualTo(IntStream.range(0, 10).mapToObj(BinanceRig::hour).toList());
    assertThat(page.bad()).isEmpty();
  }

  @Test
  void aRowThatComesTwiceIsOneCandle() {
    rig.replay.enqueue(five(Fault.duplicated()));
    CandlePage page = rig.provider.fetchCandles(query(0, 10));
    assertThat(BinanceRig.opens(page.candles()))
        .isEqualTo(IntStream.range(0, 9).mapToObj(BinanceRig::hour).toList());
    assertThat(page.bad()).isEmpty();
  }

  @Test
  void twoRowsOfOneOpenTimeThatDifferAreBothLeftOutAndNamed() {
    Fault differing =
        Fault.lie(rows -> {
          List<String> lied = new ArrayList<>(rows);
          lied.add(lied.get(3).replace("42475.23000000", "42475.24000000"));
          return lied;
        });
    rig.replay.enqueue(five(differing));
    CandlePage page = rig.provider.fetchCandles(query(0, 10));
    assertThat(page.candles().size()).isEqualTo(9);
    assertThat(page.bad().getFirst().open()).isEqualTo(hour(3));
    assertThat(page.bad().getFirst().reason())
        .contains("opened " + hour(3), "open time occurs twice with different values");
  }

  @Test
  void aCandleOutsideTheRangeIsRefused() {
    rig.replay.enqueue(five(Fault.outsideRange()));
    ProviderException refused = rig.failure();
    assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(refused).hasMessageContaining(hour(0).minus(Duration.ofDays(3024)).toString());
  }

  @Test
  void moreCandlesThanRequestedAreRejected() {
    CandleQuery two = new CandleQuery(BinanceRig.BTC, query(0, 1).grid(), hour(0), hour(9), 2);
    Fault more = Fault.lie(_ -> BinanceRig.rows(3));
    rig.replay.enqueue(five(more));
    assertThat(failure(rig.provider, two).kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void anUnknownSymbolIsRequestedOnce() {
    CandleQuery query = query(new Symbol("NOPE", "USDT"), Interval.H1, hour(0), hour(1));
    assertThat(failure(rig.provider, query).kind()).isEqualTo(Kind.UNKNOWN_SYMBOL);
    assertThat(rig.replay.count(PAGE + "?symbol=NOPE")).isEqualTo(1);
  }

  @Test
  void aRejectedIntervalIsRequestedOnce() {
    rig.replay.enqueue(
        Fault.status(400, Map.of(), "{\"code\":-1120,\"msg\":\"Invalid interval.\"}"));
    assertThat(rig.failure().kind()).isEqualTo(Kind.REJECTED);
    assertThat(rig.replay.count(PAGE)).isEqualTo(2);
  }

  @Test
  void silenceIsATimeout() {
    rig.replay.enqueue(five(Fault.hang(Duration.ofSeconds(20))));
    BinanceProvider hasty = rig.provider(SHORT, rig.replay.uri());
    assertThat(failure(hasty, query(0, 10)).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aResponseThatStallsIsATimeout() {
    rig.replay.enqueue(five(Fault.stall(Duration.ofSeconds(20))));
    BinanceProvider hasty = rig.provider(SHORT, rig.replay.uri());
    assertThat(failure(hasty, query(0, 10)).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aClosedPortIsUnavailable() {
    URI closed = rig.replay.uri();
    rig.replay.close();
    assertThat(failure(rig.provider(SHORT, closed), query(0, 10)).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aRefusingHostIsLeftForTheNext() {
    try (BinanceReplay second =
        BinanceReplay.of(Map.of("BTCUSDT-1h", BinanceRig.rows(10))).clock(rig.clock)) {
      rig.replay.enqueue(Fault.forbiddenHtml());
      BinanceProvider twoHosts =
          rig.provider(Duration.ofSeconds(5), rig.replay.uri(), second.uri());
      long before = rig.replay.requests().size();
      assertThat(twoHosts.fetchCandles(query(0, 10)).candles().size()).isEqualTo(10);
      assertThat(rig.replay.requests()).hasSize((int) before + 1);
      assertThat(second.count(PAGE)).isEqualTo(1);

      rig.clock.advance(Duration.ofMinutes(11));
      twoHosts.fetchCandles(query(0, 10));
      assertThat(second.count(PAGE)).as("back at the first after ten minutes").isEqualTo(1);
    }
  }

  @Test
  void aRefusalWithoutAnotherHostIsFinal() {
    rig.replay.enqueue(Fault.blocked451());
    assertThat(rig.failure().kind()).isEqualTo(Kind.BLOCKED);
    assertThat(rig.replay.count(PAGE)).isEqualTo(2);
  }

  @Test
  void fiveFaultsOpenTheCircuitAndOneTryClosesIt() {
    rig.replay.enqueue(five(Fault.serverError()));
    assertThat(rig.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    long sent = rig.replay.count(PAGE);
    assertThat(sent).isEqualTo(6);
    assertThat(rig.provider.health().state()).isEqualTo(State.OPEN);

    ProviderException rejected = rig.failure();
    assertThat(rejected.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(rejected.retryAt()).isEqualTo(rig.clock.instant().plusSeconds(30));
    assertThat(rig.replay.count(PAGE)).isEqualTo(sent);

    rig.clock.advance(Duration.ofSeconds(30));
    assertThat(rig.provider.health().state()).isEqualTo(State.HALF_OPEN);
    assertThat(rig.candles(0, 10).size()).isEqualTo(10);
    assertThat(rig.provider.health().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aFailedTryOpensTheCircuitForTwiceAsLong() {
    rig.replay.enqueue(Collections.nCopies(6, Fault.serverError()).toArray(Fault[]::new));
    rig.failure();
    rig.clock.advance(Duration.ofSeconds(30));
    assertThat(rig.failure().kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(rig.provider.health().retryAt())
        .isBetween(rig.clock.instant().plusSeconds(55), rig.clock.instant().plusSeconds(60));
  }

  @Test
  void messagesNameNeitherAddressNorBody() {
    List<Fault> faults =
        List.of(
            Fault.badGatewayHtml(),
            Fault.html200(),
            Fault.truncated(),
            Fault.reset(),
            Fault.status(400, Map.of(), "{\"code\":-1100,\"msg\":\"secret words\"}"),
            Fault.blocked451());
    for (Fault fault : faults) {
      try (BinanceRig fresh = new BinanceRig().knowingTheTime()) {
        // The JDK's client repeats a reset request on its own, so there are more faults than
        // attempts.
        fresh.replay.enqueue(Collections.nCopies(40, fault).toArray(Fault[]::new));
        assertThat(fresh.failure().getMessage())
            .startsWith("binance: ")
            .doesNotContain("http", "127.0.0.1", "api/v3", "<html", "secret", "Gateway");
      }
    }
  }

  private static Fault[] five(Fault fault) {
    return Collections.nCopies(5, fault).toArray(Fault[]::new);
  }
}
