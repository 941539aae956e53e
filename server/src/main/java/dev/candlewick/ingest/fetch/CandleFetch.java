package dev.candlewick.ingest.fetch;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.BadRow;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Fetches and stores a bounded number of candles while the caller waits.
public final class CandleFetch {
  private final Ingest ingest;

  public CandleFetch(Ingest ingest) {
    this.ingest = ingest;
  }

  /// The result of a fetch.
  ///
  /// @param bad invalid rows; their grid times are marked as failed
  public record Outcome(SaveResult saved, List<BadRow> bad) {}

  /// Fetches and stores the oldest candles of `from <= open <= to`, at most `maxCandles` of them.
  ///
  /// @throws dev.candlewick.provider.ProviderException when the venue returns an error; pages
  ///   stored before it stay
  public Outcome fetch(
      CandleProvider provider, Symbol symbol, Interval interval, Range range, int maxCandles) {
    SaveResult sum = new SaveResult(0, 0, 0);
    List<BadRow> bad = new ArrayList<>();
    Series series = null;
    Grid grid = grid(provider, symbol, interval);
    Instant at = grid.ceiling(range.from());
    Instant end = grid.next(grid.floor(range.to()));
    for (int left = maxCandles; left > 0 && at.isBefore(end); ) {
      int limit = Math.min(left, provider.pageSize());
      CandlePage page = provider.fetchCandles(new CandleQuery(symbol, grid, at, end, limit));
      VenuePage venuePage = new VenuePage(grid, at, page);
      if (venuePage.isEmpty()) break;
      if (series == null) series = register(provider, symbol, grid);
      List<Span> spans = venuePage.spans(State.MISSING);
      sum = sum.plus(ingest.candles().savePage(series, page.candles(), spans, null));
      bad.addAll(page.bad());
      left -= page.candles().size();
      at = venuePage.end();
    }
    return new Outcome(sum, bad);
  }

  /// A range of open times; both ends are inclusive.
  public record Range(Instant from, Instant to) {}

  private Series register(CandleProvider provider, Symbol symbol, Grid grid) {
    Series series = ingest.series().register(provider.name(), symbol, grid.interval());
    return grid.interval() == Interval.D3
        ? ingest.series().setAnchor(series.id(), grid.anchor())
        : series;
  }

  private Grid grid(CandleProvider provider, Symbol symbol, Interval interval) {
    if (interval != Interval.D3) return Grid.of(interval);
    return ingest
        .series()
        .find(provider.name(), symbol, interval)
        .map(Series::grid)
        .filter(grid -> !grid.anchor().equals(Instant.EPOCH))
        .orElseGet(() ->
            provider
                .fetchFirstOpen(symbol, interval)
                .map(first -> new Grid(interval, first))
                .orElseGet(() -> Grid.of(interval)));
  }
}
