package dev.candlewick.store.candle;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// Stores the candles of one posted request in one transaction, with the series, instruments and
/// `3d` anchors they need: a rejected request stores nothing.
public final class PostedCandleStore {
  /// Every request locks its series in this order, so that two requests never deadlock.
  private static final Comparator<Posting> ORDER =
      Comparator.comparing((Posting posting) -> posting.symbol().base())
          .thenComparing(posting -> posting.symbol().quote())
          .thenComparing(Posting::interval);

  private final Database database;
  private final CandleStore candles;

  /// The candles of one series.
  ///
  /// @param candles at least one; ascending, each open time once, sound; on the interval's grid
  ///   where it does not depend on the series
  public record Posting(Symbol symbol, Interval interval, CandleBatch candles) {}

  /// A candle that is off the grid of its series.
  ///
  /// @param before the last open time of the grid before it
  public record OffGrid(Symbol symbol, Interval interval, Instant openTime, Instant before) {}

  /// Thrown when a request has candles off the grid of their series; nothing of it was stored.
  public static final class OffGridException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<OffGrid> candles;

    OffGridException(List<OffGrid> candles) {
      super("candles off the grid of their series: " + candles);
      this.candles = List.copyOf(candles);
    }

    public List<OffGrid> candles() {
      return candles;
    }
  }

  private record Saved(Series series, CandleBatch batch, long inserted) {}

  public PostedCandleStore(Database database, CandleStore candles) {
    this.database = database;
    this.candles = candles;
  }

  /// Stores all candles or none. A candle that exists already, or that a venue has, stays
  /// unchanged.
  ///
  /// @param postings of one series each
  /// @return how many are new
  /// @throws OffGridException when a candle is off the grid of its series; names all of them
  public long save(Collection<Posting> postings) {
    List<Saved> saved =
        database.transaction("cannot store posted candles", handle -> save(handle, postings));
    for (Saved one : saved) {
      if (one.inserted() == 0) continue;
      String topic = ChangeFeed.seriesTopic(one.series().id());
      database.changeFeed().publishAfterCommit(topic, one.batch().openMicros(0));
    }
    return saved.stream().mapToLong(Saved::inserted).sum();
  }

  private List<Saved> save(Handle handle, Collection<Posting> postings) {
    List<Saved> saved = new ArrayList<>();
    List<OffGrid> wrong = new ArrayList<>();
    for (Posting posting : postings.stream().sorted(ORDER).toList()) {
      CandleBatch rest = withoutVenueCandles(handle, posting);
      if (rest.isEmpty()) continue;
      Series series = register(handle, posting);
      List<OffGrid> misaligned = offGrid(posting, series.grid());
      wrong.addAll(misaligned);
      if (misaligned.isEmpty()) {
        long inserted = candles.save(handle, series, rest).inserted();
        saved.add(new Saved(series, rest, inserted));
      }
    }
    if (!wrong.isEmpty()) throw new OffGridException(wrong);
    return saved;
  }

  /// Registers the series. A `3d` series counts from its first candle.
  private static Series register(Handle handle, Posting posting) {
    Series series =
        SeriesStore.register(handle, Series.POSTED, posting.symbol(), posting.interval());
    return posting.interval() == Interval.D3
        ? SeriesStore.setAnchor(handle, series.id(), posting.candles().openTime(0))
        : series;
  }

  private static List<OffGrid> offGrid(Posting posting, Grid grid) {
    CandleBatch batch = posting.candles();
    return IntStream.range(0, batch.size())
        .mapToObj(batch::openTime)
        .filter(open -> !grid.isAligned(open))
        .map(open -> new OffGrid(posting.symbol(), posting.interval(), open, grid.floor(open)))
        .toList();
  }

  /// Returns the candles that no other source has, so that a posted one never exists beside a
  /// venue's.
  private static CandleBatch withoutVenueCandles(Handle handle, Posting posting) {
    CandleBatch batch = posting.candles();
    Set<Instant> taken =
        handle
            .createQuery(
                "select c.open_time from series s join candle_row c using (series_id)"
                    + " where s.symbol = :symbol and s.interval = :interval and s.rank < "
                    + SeriesStore.POSTED_RANK
                    + " and c.open_time = any(array["
                    + CandleStore.timeLiterals(batch)
                    + "]::timestamptz[])")
            .bind("symbol", posting.symbol().joined())
            .bind("interval", posting.interval().code())
            .mapTo(Instant.class)
            .set();
    List<Candle> left =
        IntStream.range(0, batch.size())
            .mapToObj(batch::candle)
            .filter(candle -> !taken.contains(candle.openTime()))
            .toList();
    return left.size() == batch.size() ? batch : CandleBatch.of(left);
  }
}
