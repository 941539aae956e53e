package dev.candlewick.api.chart;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.http.WorkerPool.Kind;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.plot.CandlePlot;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Subject;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Stored candles as a picture.
@Access(anonymous = Anonymous.ANYONE)
@Path("/api/v1/candles/plot")
@NonBlocking
@Tag(name = "Candles")
public final class CandlePlotApi {
  private static final int DEFAULT_CANDLES = 200;

  private final SeriesStore seriesStore;
  private final SeriesCache cache;
  private final Symbols symbols;
  private final WorkerPool workerPool;

  public CandlePlotApi(
      SeriesStore seriesStore, SeriesCache cache, Symbols symbols, WorkerPool workerPool) {
    this.seriesStore = seriesStore;
    this.cache = cache;
    this.symbols = symbols;
    this.workerPool = workerPool;
  }

  /// Which candles, as text.
  public static final class PlotParameters {
    @RestQuery
    @Parameter(description = "BTCUSDT, BTC/USDT, BTC", required = true, example = "BTCUSDT")
    @Nullable String symbol;

    @RestQuery
    @Parameter(description = "1s to 1M, default 1d", example = "1h")
    @Nullable String interval;

    @RestQuery
    @Parameter(description = "first open time; by default the newest 200 candles are drawn")
    @Nullable String from;

    @RestQuery
    @Parameter(description = "last open time")
    @Nullable String to;

    @RestQuery
    @Parameter(description = "whose candles; by default the best source there is")
    @Nullable String provider;
  }

  @GET
  @RateLimited(RateLimit.HEAVY)
  @Produces({"image/png", "image/svg+xml"})
  @Operation(summary = "Candlesticks and volume of what is stored, as a picture")
  public Uni<Response> plot(
      @BeanParam PlotParameters query, @BeanParam PictureParameters pictureQuery) {
    return workerPool.runAsync(() -> {
      FieldReader reader = new FieldReader();
      PictureOptions options = pictureQuery.read(reader);
      String wanted = query.interval == null ? Interval.D1.code() : query.interval;
      Interval interval = reader.interval("query.interval", wanted);
      Instant from = reader.time("query.from", query.from);
      Instant to = reader.time("query.to", query.to);
      reader.requireOrdered("query.from", from, to);
      if (query.symbol == null || query.symbol.isBlank()) reader.add("query.symbol", "is required");
      reader.check();
      if (query.symbol == null || interval == null) throw new IllegalStateException("unchecked");
      Series series = series(query.symbol, interval, query.provider);
      CandlePlot plot = new CandlePlot(subject(series), interval, candles(series, from, to));
      Picture picture = workerPool.run(Kind.PICTURES, () -> plot.picture(options));
      return Response.ok(picture.bytes(), picture.mediaType()).build();
    });
  }

  private static Subject subject(Series series) {
    return new Subject(series.symbol().toString(), series.symbol().quote(), series.provider());
  }

  private Series series(String symbol, Interval interval, @Nullable String provider) {
    return seriesStore.list(provider, symbols.symbolInFilter(symbol), interval).stream()
        .filter(series -> series.candles() > 0)
        .findFirst()
        .orElseThrow(() -> noData(FieldReader.quoted(symbol) + " " + interval));
  }

  private CandleSeries candles(Series series, @Nullable Instant from, @Nullable Instant to) {
    Instant last = series.lastOpen() == null ? Instant.EPOCH : series.lastOpen();
    Instant end = series.grid().next(series.grid().floor(to == null ? last : to));
    Instant start = from == null ? series.grid().plus(end, -DEFAULT_CANDLES) : from;
    CandleSeries candles = cache.series(series, start, end);
    if (candles.size() == 0) throw noData(series.symbol() + " " + series.interval());
    return candles;
  }

  private static ApiException noData(String what) {
    return new ApiException(ErrorCode.NO_DATA, "No candles of " + what + " are stored there");
  }
}
