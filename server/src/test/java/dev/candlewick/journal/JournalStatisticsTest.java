package dev.candlewick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.journal.JournalStatistics.Day;
import dev.candlewick.journal.JournalStatistics.Group;
import dev.candlewick.journal.JournalStatistics.QuoteStatistics;
import dev.candlewick.journal.Position.Exit;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves the statistics of a journal against figures made by hand, and their laws: the order does
/// not matter, and days, symbols and quotes add up to the whole.
class JournalStatisticsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant OPENED = Instant.parse("2025-03-01T00:00:00Z");

  /// A closed position that bought 1 at 100, so that the result is the exit price less 100.
  private static Position bought(String symbol, String exit, String closed, String... tags) {
    return position(symbol, exit, Instant.parse(closed), List.of(tags));
  }

  private static Position position(
      String symbol, @Nullable String exit, @Nullable Instant closed, List<String> tags) {
    String[] parts = symbol.split("/", 2);
    return new Position(
        1,
        new Terms(new Symbol(parts[0], parts[1]), Side.BUY, BigDecimal.ONE, new BigDecimal("100")),
        exit == null || closed == null ? null : new Exit(new BigDecimal(exit), closed),
        OPENED,
        new Remarks("", tags),
        OPENED);
  }

  private static QuoteStatistics of(String quote, List<Position> positions) {
    return JournalStatistics.of(positions, ZoneOffset.UTC).quotes().get(quote);
  }

  /// Results 30, -10, -5, 0 and 0.01: gross profit 30.01, gross loss 15, in sum 15.01; won 2 of 5
  /// and of 4 decided; 30.01 / 15 = 2.000666..., 30.01 / 2, -15 / 2, 15.01 / 5; held 1, 2, 3, 4 and
  /// 5 days.
  @Test
  void theFiguresAreThoseMadeByHand() {
    Results results =
        of(
                "USDT",
                List.of(
                    bought("A/USDT", "130", "2025-03-02T00:00:00Z"),
                    bought("A/USDT", "90", "2025-03-03T00:00:00Z"),
                    bought("B/USDT", "95", "2025-03-04T00:00:00Z"),
                    bought("B/USDT", "100", "2025-03-05T00:00:00Z"),
                    bought("B/USDT", "100.01", "2025-03-06T00:00:00Z")))
            .results();
    assertThat(results.closed()).isEqualTo(5);
    assertThat(results.won()).isEqualTo(2);
    assertThat(results.lost()).isEqualTo(2);
    assertThat(results.flat()).isEqualTo(1);
    assertThat(results.grossProfit()).isEqualByComparingTo("30.01");
    assertThat(results.grossLoss()).isEqualByComparingTo("15");
    assertThat(results.realizedPnl()).isEqualByComparingTo("15.01");
    assertThat(results.winRate()).isEqualTo(new BigDecimal("40.00"));
    assertThat(results.decidedWinRate()).isEqualTo(new BigDecimal("50.00"));
    assertThat(results.profitFactor()).isEqualTo(new BigDecimal("2.00"));
    assertThat(results.averageWin()).isEqualByComparingTo("15.005");
    assertThat(results.averageLoss()).isEqualByComparingTo("-7.5");
    assertThat(results.expectancy()).isEqualByComparingTo("3.002");
    assertThat(results.best()).isEqualByComparingTo("30");
    assertThat(results.worst()).isEqualByComparingTo("-10");
    assertThat(results.meanHoldingSeconds()).isEqualTo(Duration.ofDays(3).toSeconds());
  }

  @Test
  void aMeanIsRoundedHalfToEvenAtTheDecimalsOfTheSumAndAtLeastEight() {
    Results results =
        of(
                "USDT",
                List.of(
                    bought("A/USDT", "100.000000000000000001", "2025-03-02T00:00:00Z"),
                    bought("A/USDT", "100.000000000000000002", "2025-03-02T00:00:00Z")))
            .results();
    assertThat(results.averageWin()).isEqualTo(new BigDecimal("0.000000000000000002"));
    Results thirds =
        of(
                "USDT",
                List.of(
                    bought("A/USDT", "101", "2025-03-02T00:00:00Z"),
                    bought("A/USDT", "100", "2025-03-02T00:00:00Z"),
                    bought("A/USDT", "100", "2025-03-02T00:00:00Z")))
            .results();
    assertThat(thirds.expectancy()).isEqualTo(new BigDecimal("0.33333333"));
  }

  @Test
  void whatNothingIsKnownOfIsNullAndNotZero() {
    assertThat(Results.NONE.winRate()).isEqualByComparingTo("0");
    assertThat(Results.NONE.decidedWinRate()).isNull();
    assertThat(Results.NONE.profitFactor()).isNull();
    assertThat(Results.NONE.averageWin()).isNull();
    assertThat(Results.NONE.averageLoss()).isNull();
    assertThat(Results.NONE.expectancy()).isNull();
    assertThat(Results.NONE.best()).isNull();
    assertThat(Results.NONE.worst()).isNull();
    assertThat(Results.NONE.meanHoldingSeconds()).isNull();
    Results flat = of("USDT", List.of(bought("A/USDT", "100", "2025-03-02T00:00:00Z"))).results();
    assertThat(flat.decidedWinRate()).isNull();
    assertThat(flat.winRate()).isEqualByComparingTo("0");
    assertThat(flat.expectancy()).isEqualByComparingTo("0");
    Results won = of("USDT", List.of(bought("A/USDT", "101", "2025-03-02T00:00:00Z"))).results();
    assertThat(won.profitFactor()).isNull();
    assertThat(won.averageLoss()).isNull();
  }

  /// Berlin is an hour ahead of UTC until 30 March 2025, 01:00 UTC, and two hours from then on.
  @Test
  void aResultBelongsToTheDayOfTheClosingInTheZone() {
    List<Position> positions =
        List.of(
            bought("A/USDT", "101", "2025-03-28T22:59:59Z"),
            bought("A/USDT", "102", "2025-03-28T23:00:00Z"),
            bought("A/USDT", "104", "2025-03-29T22:59:59Z"),
            bought("A/USDT", "92", "2025-03-30T21:59:59Z"),
            bought("A/USDT", "116", "2025-03-30T22:00:00Z"));
    List<Day> days = JournalStatistics.of(positions, BERLIN).quotes().get("USDT").days();
    assertThat(days)
        .extracting(Day::date)
        .containsExactly(
            LocalDate.parse("2025-03-28"),
            LocalDate.parse("2025-03-29"),
            LocalDate.parse("2025-03-30"),
            LocalDate.parse("2025-03-31"));
    assertThat(days)
        .extracting(day -> day.results().realizedPnl().intValueExact())
        .containsExactly(1, 6, -8, 16);
    assertThat(days)
        .extracting(day -> day.cumulativePnl().intValueExact())
        .containsExactly(1, 7, -1, 15);
  }

  @Test
  void quotesAreNeverAddedUpButInTheSummaryOfTheDocument() {
    List<Position> positions =
        List.of(
            bought("BTC/USDT", "110", "2025-03-02T00:00:00Z"),
            bought("BTC/EUR", "95", "2025-03-02T00:00:00Z"),
            position("BTC/GBP", null, null, List.of()));
    JournalStatistics statistics = JournalStatistics.of(positions, ZoneOffset.UTC);
    assertThat(statistics.quotes()).containsOnlyKeys("EUR", "USDT");
    assertThat(statistics.openPositions()).isEqualTo(1);
    assertThat(of("USDT", positions).results().realizedPnl()).isEqualByComparingTo("10");
    assertThat(of("EUR", positions).results().realizedPnl()).isEqualByComparingTo("-5");
    assertThat(statistics.summary().totalRealizedPnl()).isEqualByComparingTo("5");
    assertThat(statistics.summary().quotes()).containsExactly("EUR", "USDT");
    assertThat(statistics.summary().openPositions()).isEqualTo(1);
  }

  @Test
  void symbolsAndTagsAreRankedByTheirResult() {
    QuoteStatistics statistics =
        of(
            "USDT",
            List.of(
                bought("A/USDT", "90", "2025-03-02T00:00:00Z", "news", "swing"),
                bought("B/USDT", "130", "2025-03-02T00:00:00Z", "swing"),
                bought("C/USDT", "90", "2025-03-02T00:00:00Z")));
    assertThat(statistics.symbols())
        .extracting(Group::name)
        .containsExactly("B/USDT", "A/USDT", "C/USDT");
    assertThat(statistics.tags()).extracting(Group::name).containsExactly("swing", "news");
    assertThat(statistics.tags())
        .extracting(group -> group.results().realizedPnl().intValueExact())
        .containsExactly(20, -10);
  }

  @Test
  void anOpenPositionHasNoResultToAdd() {
    Position open = position("A/USDT", null, null, List.of());
    assertThatThrownBy(() -> Results.NONE.plus(open)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Results(1, 1, 1, BigDecimal.ZERO, BigDecimal.ZERO, null, null, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOrderDoesNotMatterAndThePartsAddUpToTheWhole() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Position> positions = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) positions.add(any(random));
      JournalStatistics whole = JournalStatistics.of(positions, BERLIN);
      Collections.shuffle(positions, random);
      assertThat(JournalStatistics.of(positions, BERLIN)).isEqualTo(whole);
      long closed = positions.stream().filter(position -> position.exit() != null).count();
      assertThat(whole.openPositions()).isEqualTo(positions.size() - closed);
      assertThat(whole.summary().closedPositions()).isEqualTo(closed);
      whole.quotes().values().forEach(JournalStatisticsTest::requireSums);
    }
  }

  private static void requireSums(QuoteStatistics statistics) {
    BigDecimal total = statistics.results().realizedPnl();
    assertThat(sum(statistics.days().stream().map(Day::results).toList()))
        .isEqualByComparingTo(total);
    assertThat(sum(statistics.symbols().stream().map(Group::results).toList()))
        .isEqualByComparingTo(total);
    assertThat(statistics.days().getLast().cumulativePnl()).isEqualByComparingTo(total);
    assertThat(statistics.days()).extracting(Day::date).isSorted();
  }

  private static BigDecimal sum(List<Results> parts) {
    return parts.stream().map(Results::realizedPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Position any(Random random) {
    String symbol = "" + (char) ('A' + random.nextInt(4)) + "/" + (char) ('X' + random.nextInt(2));
    String exit = new BigDecimal(random.nextInt(20_000)).movePointLeft(2).toPlainString();
    Instant closed = OPENED.plusSeconds(random.nextInt(90 * 86_400));
    return position(symbol, random.nextInt(4) == 0 ? null : exit, closed, List.of());
  }
}
