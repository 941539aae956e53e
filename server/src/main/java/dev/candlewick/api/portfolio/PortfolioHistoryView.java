package dev.candlewick.api.portfolio;

import dev.candlewick.api.http.DecimalText;
import dev.candlewick.books.PortfolioHistories.NamedChange;
import dev.candlewick.books.PortfolioHistories.NamedHistory;
import dev.candlewick.portfolio.PortfolioHistory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The value of the holdings at times of the past, in US dollars, at the polled prices.
///
/// @param points oldest first; empty when nothing was held
/// @param unpriced the symbols that lack a price at some of the times
public record PortfolioHistoryView(List<PortfolioValue> points, List<String> unpriced) {
  private static final int CENTS = 2;

  public PortfolioHistoryView {
    points = List.copyOf(points);
    unpriced = List.copyOf(unpriced);
  }

  /// The value at a time.
  ///
  /// @param value two decimals, rounded half to even from the exact sum; null when nothing that was
  ///   held has a price
  /// @param cost of the holdings that have a price
  /// @param unpriced the symbols that were held and have no price; they are in neither sum
  public record PortfolioValue(
      Instant time,
      @DecimalText @Nullable String value,
      @DecimalText String cost,
      List<String> unpriced) {
    public PortfolioValue {
      unpriced = List.copyOf(unpriced);
    }

    static PortfolioValue of(PortfolioHistory.Point point, Map<Long, String> tickers) {
      return new PortfolioValue(
          point.time(),
          cents(point.value()),
          Objects.requireNonNull(cents(point.cost())),
          point.unpriced().stream().map(tickers::get).sorted().toList());
    }
  }

  /// What the holdings have gained since 00:00, in US dollars: value now, less value then, less
  /// what was put in meanwhile.
  ///
  /// @param since 00:00 of the day in the zone
  /// @param change two decimals; null when nothing that is held has both prices
  /// @param unpriced the symbols that lack a price then or now, and are left out
  public record PortfolioDay(
      Instant since,
      @DecimalText @Nullable String change,
      @DecimalText @Nullable String percentage,
      List<String> unpriced) {
    public PortfolioDay {
      unpriced = List.copyOf(unpriced);
    }

    static PortfolioDay of(NamedChange named) {
      BigDecimal percentage = named.change().percentage();
      return new PortfolioDay(
          named.change().since(),
          cents(named.change().change()),
          percentage == null ? null : percentage.toPlainString(),
          named.unpriced());
    }
  }

  static PortfolioHistoryView of(NamedHistory named) {
    List<PortfolioValue> points =
        named.history().points().stream()
            .map(point -> PortfolioValue.of(point, named.tickers()))
            .toList();
    return new PortfolioHistoryView(
        points,
        points.stream().flatMap(point -> point.unpriced().stream()).distinct().sorted().toList());
  }

  private static @Nullable String cents(@Nullable BigDecimal value) {
    return value == null ? null : value.setScale(CENTS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
