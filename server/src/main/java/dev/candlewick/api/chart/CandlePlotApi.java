package dev.candlewick.api.chart;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.http.WorkerPool.Kind;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Pictures of stored candles.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/candles")
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

  /// The query of a plot, as text.
  public static final class PlotParameters {
    @RestQuery
    @Parameter(
        description = "A market by any spelling: BTCUSDT, BTC/USDT, BTC",
        required = true,
        example = "BTCUSDT")
    @Nullable String symbol;

    @RestQuery
    @ValuesOf(Interval.class)
    @Parameter(description = "Length of a candle, case-sensitive; 1d by default", example = "1h")
    @Nullable String interval;

    @RestQuery
    @Parameter(description = "First open time, a date or a time; the newest 200 candles by default")
    @Nullable String from;

    @RestQuery
    @Parameter(description = "Last open time, a date or a time")
    @Nullable String to;

    @RestQuery
    @Parameter(description = "A venue, or posted; by default the best source there is")
    @Nullable String provider;
  }

  @GET
  @Path("/plot")
  @RateLimited(RateLimit.HEAVY)
  @Produces({"image/png", "image/svg+xml"})
  @Operation(summary = "Draw the candlesticks and the volume of stored candles")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      content = {
        @Content(
            mediaType = "image/png",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/svg+xml",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
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
        .orElseThrow(() -> noData(QuotedText.of(symbol) + " " + interval));
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
