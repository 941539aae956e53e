package dev.candlewick.overview;

import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads the newest figures of markets, by a few queries for all of them. Rows are used again for a
/// second while what is known of their markets is the same.
final class MarketRows {
  private static final Duration REUSE = Duration.ofSeconds(1);
  private static final int MAX_RECENT = 32;

  private final MarketPrices prices;
  private final CandleDays days;
  private final CandleSparklines sparklines;
  private final CandleCounts counts;
  private final PolledPrices polled;
  private final Map<List<MarketEntry>, Rows> recent = new ConcurrentHashMap<>();

  /// Rows, and when they were read.
  record Rows(Instant asOf, List<MarketRow> rows) {
    private boolean isRecent(Instant now) {
      return !now.isBefore(asOf) && now.isBefore(asOf.plus(REUSE));
    }
  }

  /// What was read of all markets, by name or by the number of the instrument.
  private record Figures(
      Map<String, NewestPrice> newest,
      Map<String, DayFigures> candleDays,
      Map<Long, DayFigures> polledDays,
      Map<String, Map<Long, Double>> candleCloses,
      Map<Long, Map<Long, Double>> polledCloses,
      Map<String, StoredCandles> counts) {}

  MarketRows(
      MarketPrices prices,
      CandleDays days,
      CandleSparklines sparklines,
      CandleCounts counts,
      PolledPrices polled) {
    this.prices = prices;
    this.days = days;
    this.sparklines = sparklines;
    this.counts = counts;
    this.polled = polled;
  }

  /// Returns the rows of these markets, in their order. Simultaneous requests of the same rows read
  /// them once.
  Rows find(List<MarketEntry> markets, Instant now) {
    if (recent.size() >= MAX_RECENT) recent.values().removeIf(rows -> !rows.isRecent(now));
    if (recent.size() >= MAX_RECENT) return new Rows(now, read(markets, now));
    return recent.compute(
        markets,
        (same, known) ->
            known != null && known.isRecent(now) ? known : new Rows(now, read(markets, now)));
  }

  private List<MarketRow> read(List<MarketEntry> markets, Instant now) {
    Sparkline times = Sparkline.at(now);
    List<Long> instruments =
        markets.stream().map(MarketEntry::polled).filter(Objects::nonNull).distinct().toList();
    Figures figures =
        new Figures(
            prices.newest(markets),
            days.read(markets, now),
            polled.days(instruments, now),
            sparklines.read(markets, times),
            polled.sparklines(instruments, times),
            counts.read(markets, now));
    return markets.stream().map(market -> row(market, figures, times)).toList();
  }

  private MarketRow row(MarketEntry market, Figures figures, Sparkline times) {
    NewestPrice last = figures.newest().get(market.name());
    return new MarketRow(
        market.name(),
        market.provider(),
        market.symbol(),
        market.instrument(),
        market.provider().equals(Series.SIMULATED),
        market.isFollowed(),
        prices.topic(market),
        last,
        last == null ? prices.missingReason(market) : null,
        prices.expectedSeconds(market),
        day(market, last, figures),
        sparkline(market, last, figures, times),
        Objects.requireNonNull(figures.counts().get(market.name())));
  }

  /// Returns the last 24 hours as the feed states them when it is the source of the price, else by
  /// the candles, else by the polled prices.
  private DayFigures day(MarketEntry market, @Nullable NewestPrice last, Figures figures) {
    DayFigures stored = figures.candleDays().get(market.name());
    LastPrice.Day fed =
        last != null && last.source() == PriceSource.FEED ? prices.fedDay(market) : null;
    if (fed != null) return DayFigures.of(fed, stored);
    DayFigures ticks = market.polled() == null ? null : figures.polledDays().get(market.polled());
    if (stored != null) return stored;
    return ticks == null ? DayFigures.UNKNOWN : ticks;
  }

  private static List<@Nullable Double> sparkline(
      MarketEntry market, @Nullable NewestPrice last, Figures figures, Sparkline times) {
    Map<Long, Double> closes = figures.candleCloses().get(market.name());
    if (closes == null && market.polled() != null) {
      closes = figures.polledCloses().get(market.polled());
    }
    return times.points(closes == null ? Map.of() : closes, last);
  }
}
