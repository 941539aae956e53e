package dev.candlewick.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The summary of all holdings. A holding without a price is listed, but left out of value, cost
/// and result. Sums are exact and rounded half to even at the end, to two decimals.
///
/// @param totalCurrentValue of the priced holdings; the totals are null when there are none
/// @param pnlPercentage null also when nothing was paid
/// @param pricedAssets their tickers, as `unpricedAssets`
/// @param best by result in percent; null when none has one
/// @param allocations of the value, the largest first
/// @param asOf time of the oldest price; null when there is none
/// @param reason why the totals, or the percentage alone, are null; null when none is
public record PortfolioSummary(
    @Nullable BigDecimal totalCurrentValue,
    @Nullable BigDecimal totalInitialCost,
    @Nullable BigDecimal totalPnl,
    @Nullable BigDecimal pnlPercentage,
    int assetsCount,
    List<String> pricedAssets,
    List<String> unpricedAssets,
    @Nullable Performer best,
    @Nullable Performer worst,
    List<Allocation> allocations,
    @Nullable Instant asOf,
    @Nullable String reason) {
  private static final int CENTS = 2;

  /// The holding with the best or the worst result.
  ///
  /// @param instrument its id; null when no listing has it
  public record Performer(String ticker, @Nullable String instrument, BigDecimal pnlPercentage) {}

  /// A holding's part of the value.
  ///
  /// @param instrument its id; null when no listing has it
  /// @param percentage null when the total value is 0
  public record Allocation(
      String ticker,
      @Nullable String instrument,
      BigDecimal value,
      @Nullable BigDecimal percentage) {}

  public static PortfolioSummary of(Collection<ValuedHolding> holdings) {
    List<ValuedHolding> priced = holdings.stream().filter(one -> one.price() != null).toList();
    if (priced.isEmpty()) return unpriced(holdings);
    BigDecimal value = sum(priced, ValuedHolding::value);
    BigDecimal cost = sum(priced, one -> one.holding().cost());
    BigDecimal pnl = value.subtract(cost);
    List<Performer> ranked = ranked(priced);
    return new PortfolioSummary(
        cents(value),
        cents(cost),
        cents(pnl),
        ValuedHolding.percent(pnl, cost),
        holdings.size(),
        tickers(priced),
        tickers(holdings.stream().filter(one -> one.price() == null).toList()),
        ranked.isEmpty() ? null : ranked.getLast(),
        ranked.isEmpty() ? null : ranked.getFirst(),
        allocations(priced, value),
        oldest(priced),
        cost.signum() == 0 ? "Nothing was paid, so there is no percentage" : null);
  }

  private static PortfolioSummary unpriced(Collection<ValuedHolding> holdings) {
    String reason = holdings.isEmpty() ? "There are no assets" : "No asset has a price yet";
    return new PortfolioSummary(
        null,
        null,
        null,
        null,
        holdings.size(),
        List.of(),
        tickers(holdings),
        null,
        null,
        List.of(),
        null,
        reason);
  }

  /// Returns the holdings from the worst to the best.
  private static List<Performer> ranked(List<ValuedHolding> priced) {
    return priced.stream()
        .flatMap(one -> {
          BigDecimal percentage = one.pnlPercentage();
          return percentage == null
              ? Stream.empty()
              : Stream.of(new Performer(one.ticker(), one.instrument(), percentage));
        })
        .sorted(Comparator.comparing(Performer::pnlPercentage).thenComparing(Performer::ticker))
        .toList();
  }

  private static List<Allocation> allocations(List<ValuedHolding> priced, BigDecimal total) {
    return priced.stream()
        .map(one -> {
          BigDecimal value = Objects.requireNonNull(one.value());
          return new Allocation(
              one.ticker(), one.instrument(), cents(value), ValuedHolding.percent(value, total));
        })
        .sorted(
            Comparator.comparing(Allocation::value).reversed().thenComparing(Allocation::ticker))
        .toList();
  }

  private static @Nullable Instant oldest(List<ValuedHolding> priced) {
    return priced.stream()
        .map(ValuedHolding::price)
        .filter(Objects::nonNull)
        .map(Price::time)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static BigDecimal sum(
      List<ValuedHolding> holdings, Function<ValuedHolding, @Nullable BigDecimal> figure) {
    return holdings.stream()
        .map(figure)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> tickers(Collection<ValuedHolding> holdings) {
    return holdings.stream().map(ValuedHolding::ticker).sorted().toList();
  }

  private static BigDecimal cents(BigDecimal exact) {
    return exact.setScale(CENTS, RoundingMode.HALF_EVEN);
  }
}
