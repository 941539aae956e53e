package dev.candlewick.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The statistics of a journal. Every screen and response has its figures from here. Amounts of
/// different quote currencies are never added up, except in the summary of document 003.
///
/// @param zone of the days
/// @param openPositions number of open positions, which are in no other figure
/// @param quotes the figures of the closed positions for each quote currency
public record JournalStatistics(
    ZoneId zone, long openPositions, SortedMap<String, QuoteStatistics> quotes) {
  public JournalStatistics {
    quotes = Collections.unmodifiableSortedMap(new TreeMap<>(quotes));
  }

  /// The closed positions of a quote currency.
  ///
  /// @param days each day with a closing, oldest first; a result belongs to the day of the closing
  /// @param symbols by their result, the largest first
  /// @param tags by their result, the largest first; a position counts at each of its tags
  public record QuoteStatistics(
      Results results, List<Day> days, List<Group> symbols, List<Group> tags) {
    public QuoteStatistics {
      days = List.copyOf(days);
      symbols = List.copyOf(symbols);
      tags = List.copyOf(tags);
    }
  }

  /// The closings of a day.
  ///
  /// @param cumulativePnl the exact sum of the results up to the end of the day
  public record Day(LocalDate date, Results results, BigDecimal cumulativePnl) {}

  /// The closed positions of a symbol or a tag.
  public record Group(String name, Results results) {}

  /// Computes the statistics of positions in any order.
  public static JournalStatistics of(Iterable<Position> positions, ZoneId zone) {
    Map<String, Collector> quotes = new TreeMap<>();
    long open = 0;
    for (Position position : positions) {
      if (position.exit() == null) open++;
      else {
        quotes
            .computeIfAbsent(position.terms().symbol().quote(), quote -> new Collector())
            .add(position, zone);
      }
    }
    SortedMap<String, QuoteStatistics> statistics = new TreeMap<>();
    quotes.forEach((quote, collector) -> statistics.put(quote, collector.statistics()));
    return new JournalStatistics(zone, open, statistics);
  }

  /// Returns the totals as document 003 has them, over all quotes.
  public JournalSummary summary() {
    BigDecimal total = BigDecimal.ZERO;
    long closed = 0;
    long won = 0;
    long lost = 0;
    for (QuoteStatistics quote : quotes.values()) {
      Results results = quote.results();
      total = total.add(results.realizedPnl());
      closed += results.closed();
      won += results.won();
      lost += results.lost();
    }
    return new JournalSummary(
        total, openPositions, closed, won, lost, new TreeSet<>(quotes.keySet()));
  }

  private static final class Collector {
    private Results results = Results.NONE;
    private final SortedMap<LocalDate, Results> days = new TreeMap<>();
    private final Map<String, Results> symbols = new TreeMap<>();
    private final Map<String, Results> tags = new TreeMap<>();

    void add(Position position, ZoneId zone) {
      Position.@Nullable Exit exit = position.exit();
      if (exit == null) throw new IllegalArgumentException("an open position");
      results = results.plus(position);
      add(days, exit.at().atZone(zone).toLocalDate(), position);
      add(symbols, position.terms().symbol().toString(), position);
      for (String tag : position.remarks().tags()) add(tags, tag, position);
    }

    private static <K> void add(Map<K, Results> groups, K key, Position position) {
      groups.put(key, groups.getOrDefault(key, Results.NONE).plus(position));
    }

    QuoteStatistics statistics() {
      List<Day> list = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<LocalDate, Results> day : days.entrySet()) {
        sum = sum.add(day.getValue().realizedPnl());
        list.add(new Day(day.getKey(), day.getValue(), sum));
      }
      return new QuoteStatistics(results, list, ranked(symbols), ranked(tags));
    }

    private static List<Group> ranked(Map<String, Results> groups) {
      return groups.entrySet().stream()
          .map(group -> new Group(group.getKey(), group.getValue()))
          .sorted(
              Comparator.comparing((Group group) -> group.results().realizedPnl())
                  .reversed()
                  .thenComparing(Group::name))
          .toList();
    }
  }
}
