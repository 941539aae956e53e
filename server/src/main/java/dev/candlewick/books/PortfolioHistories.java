package dev.candlewick.books;

import dev.candlewick.ledger.Transaction;
import dev.candlewick.portfolio.PortfolioChange;
import dev.candlewick.portfolio.PortfolioHistory;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PastPriceStore;
import dev.candlewick.store.price.PastPriceStore.PastPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The value of accounts' holdings in the past, at the polled prices that are stored.
public final class PortfolioHistories {
  /// The most times of a history.
  public static final int MAX_POINTS = 1000;

  /// The least age up to which a price counts as known, so that a late poll is no gap.
  private static final Duration MIN_AGE = Duration.ofMinutes(15);

  private final LedgerStore ledger;
  private final InstrumentStore instruments;
  private final PastPriceStore prices;
  private final InstantSource clock;

  public PortfolioHistories(
      LedgerStore ledger, InstrumentStore instruments, PastPriceStore prices, InstantSource clock) {
    this.ledger = ledger;
    this.instruments = instruments;
    this.prices = prices;
    this.clock = clock;
  }

  /// A history with the names of instruments.
  ///
  /// @param tickers of the instruments, by their numbers
  public record NamedHistory(PortfolioHistory history, Map<Long, String> tickers) {
    public NamedHistory {
      tickers = Map.copyOf(tickers);
    }
  }

  /// A change with the names of instruments.
  ///
  /// @param unpriced the tickers of the instruments that are left out
  public record NamedChange(PortfolioChange change, List<String> unpriced) {
    public NamedChange {
      unpriced = List.copyOf(unpriced);
    }
  }

  /// Returns the value at evenly spaced times.
  ///
  /// @param from null for the first transaction; never before it
  /// @param to null for now
  /// @param points number of times, from 2 to `MAX_POINTS`; fewer where a second has several
  public NamedHistory history(
      long accountId, @Nullable Instant from, @Nullable Instant to, int points) {
    List<Transaction> transactions = ledger.findAll(accountId);
    Instant last = to == null ? clock.instant() : to;
    Instant first =
        transactions.stream()
            .map(Transaction::executedAt)
            .min(Instant::compareTo)
            .filter(oldest -> from == null || oldest.isAfter(from))
            .orElse(from == null ? last : from);
    if (transactions.isEmpty() || first.isAfter(last)) {
      return new NamedHistory(new PortfolioHistory(List.of()), Map.of());
    }
    List<Instant> times = times(first, last, points);
    Duration step = times.size() < 2 ? MIN_AGE : Duration.between(times.get(0), times.get(1));
    Set<Long> held = held(transactions);
    Map<Long, BigDecimal[]> known = new HashMap<>();
    for (PastPrice price : find(held, times, step)) {
      known
              .computeIfAbsent(price.instrumentId(), id -> new BigDecimal[times.size()])[
              price.place()] =
          price.price();
    }
    PortfolioHistory history =
        PortfolioHistory.of(
            transactions,
            times,
            (index, instrument) -> {
              BigDecimal[] row = known.get(instrument);
              return row == null ? null : row[index];
            });
    return new NamedHistory(history, tickers(held));
  }

  /// Returns the change since the start of the present day in a zone.
  public NamedChange changeToday(long accountId, ZoneId zone) {
    List<Transaction> transactions = ledger.findAll(accountId);
    Instant now = clock.instant();
    Instant midnight = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    Map<Long, BigDecimal> then = new HashMap<>();
    Map<Long, BigDecimal> present = new HashMap<>();
    Set<Long> held = held(transactions);
    for (PastPrice price : find(held, List.of(midnight, now), MIN_AGE)) {
      (price.place() == 0 ? then : present).put(price.instrumentId(), price.price());
    }
    PortfolioChange change = PortfolioChange.of(transactions, midnight, then, present);
    Map<Long, String> tickers = tickers(change.unpriced());
    return new NamedChange(change, tickers.values().stream().sorted().toList());
  }

  private List<PastPrice> find(Collection<Long> held, List<Instant> times, Duration step) {
    Duration age = step.compareTo(MIN_AGE) > 0 ? step : MIN_AGE;
    return prices.find(HoldingsReader.QUOTE, held, times, age);
  }

  private static Set<Long> held(Collection<Transaction> transactions) {
    return transactions.stream()
        .map(Transaction::instrumentId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<Long, String> tickers(Set<Long> ids) {
    return instruments.list().stream()
        .filter(row -> ids.contains(row.id()))
        .collect(Collectors.toMap(InstrumentStore.Row::id, InstrumentStore.Row::ticker));
  }

  private static List<Instant> times(Instant first, Instant last, int points) {
    long seconds = Duration.between(first, last).toSeconds();
    long count = Math.min(points, seconds + 1);
    List<Instant> times = new ArrayList<>();
    for (long place = 0; place < count - 1; place++) {
      times.add(first.plusSeconds(seconds * place / (count - 1)));
    }
    times.add(last);
    return times;
  }
}
