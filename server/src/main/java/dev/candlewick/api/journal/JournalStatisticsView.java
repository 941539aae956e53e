package dev.candlewick.api.journal;

import dev.candlewick.api.http.DecimalText;
import dev.candlewick.journal.JournalStatistics;
import dev.candlewick.journal.JournalStatistics.QuoteStatistics;
import dev.candlewick.journal.Results;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statistics of a journal for each quote currency.
///
/// @param zone of the days
/// @param quotes the closed positions of each quote currency, by its name
public record JournalStatisticsView(String zone, long openPositions, List<QuoteView> quotes) {
  private static final String NOTHING_LOST = "No closed position has lost";
  private static final String NOTHING_DECIDED = "No closed position has won or lost";

  public JournalStatisticsView {
    quotes = List.copyOf(quotes);
  }

  /// The closed positions of one quote currency, in which all amounts are.
  ///
  /// @param results of all of them
  /// @param days each day with a closing, oldest first
  /// @param symbols by their result, the largest first
  /// @param tags by their result, the largest first; a position counts at each of its tags
  public record QuoteView(
      String quote,
      ResultsView results,
      List<DayView> days,
      List<GroupView> symbols,
      List<GroupView> tags) {
    public QuoteView {
      days = List.copyOf(days);
      symbols = List.copyOf(symbols);
      tags = List.copyOf(tags);
    }

    static QuoteView of(String quote, QuoteStatistics statistics) {
      return new QuoteView(
          quote,
          ResultsView.of(statistics.results()),
          statistics.days().stream().map(DayView::of).toList(),
          statistics.symbols().stream().map(GroupView::of).toList(),
          statistics.tags().stream().map(GroupView::of).toList());
    }
  }

  /// The results of closed positions.
  ///
  /// @param realizedPnl the exact sum
  /// @param grossProfit the exact sum of the results above 0
  /// @param grossLoss the exact sum of the results below 0, without its sign
  /// @param winRate winning positions in percent of the closed ones, flat ones included
  /// @param decidedWinRate winning positions in percent of those that won or lost
  /// @param profitFactor gross profit divided by gross loss
  /// @param averageWin the mean result of the winning positions
  /// @param averageLoss the mean result of the losing positions, below 0
  /// @param expectancy the mean result
  /// @param meanHoldingSeconds the mean time from opening to closing
  public record ResultsView(
      long closed,
      long won,
      long lost,
      long flat,
      @DecimalText String realizedPnl,
      @DecimalText String grossProfit,
      @DecimalText String grossLoss,
      @DecimalText String winRate,
      @DecimalText @Nullable String decidedWinRate,
      @Nullable String decidedWinRateReason,
      @DecimalText @Nullable String profitFactor,
      @Nullable String profitFactorReason,
      @DecimalText @Nullable String averageWin,
      @DecimalText @Nullable String averageLoss,
      @DecimalText @Nullable String expectancy,
      @DecimalText @Nullable String best,
      @DecimalText @Nullable String worst,
      @Nullable Long meanHoldingSeconds) {
    static ResultsView of(Results results) {
      BigDecimal decided = results.decidedWinRate();
      BigDecimal factor = results.profitFactor();
      return new ResultsView(
          results.closed(),
          results.won(),
          results.lost(),
          results.flat(),
          PositionView.text(results.realizedPnl()),
          PositionView.text(results.grossProfit()),
          PositionView.text(results.grossLoss()),
          results.winRate().toPlainString(),
          decided == null ? null : decided.toPlainString(),
          decided == null ? NOTHING_DECIDED : null,
          factor == null ? null : factor.toPlainString(),
          factor == null ? NOTHING_LOST : null,
          text(results.averageWin()),
          text(results.averageLoss()),
          text(results.expectancy()),
          text(results.best()),
          text(results.worst()),
          results.meanHoldingSeconds());
    }
  }

  /// The closings of a day.
  ///
  /// @param realizedPnl of the day, exact
  /// @param cumulativePnl the exact sum up to the end of the day
  public record DayView(
      LocalDate date,
      long closed,
      long won,
      long lost,
      @DecimalText String realizedPnl,
      @DecimalText String cumulativePnl) {
    static DayView of(JournalStatistics.Day day) {
      Results results = day.results();
      return new DayView(
          day.date(),
          results.closed(),
          results.won(),
          results.lost(),
          PositionView.text(results.realizedPnl()),
          PositionView.text(day.cumulativePnl()));
    }
  }

  /// The closed positions of a symbol or a tag.
  public record GroupView(String name, ResultsView results) {
    static GroupView of(JournalStatistics.Group group) {
      return new GroupView(group.name(), ResultsView.of(group.results()));
    }
  }

  static JournalStatisticsView of(JournalStatistics statistics) {
    List<QuoteView> quotes = new ArrayList<>();
    statistics.quotes().forEach((quote, figures) -> quotes.add(QuoteView.of(quote, figures)));
    return new JournalStatisticsView(statistics.zone().getId(), statistics.openPositions(), quotes);
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : PositionView.text(value);
  }
}
