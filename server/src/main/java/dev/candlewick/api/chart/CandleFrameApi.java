package dev.candlewick.api.chart;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.chart.CandleFrameViews.CandleFrameView;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ResponseCache;
import dev.candlewick.api.http.ResponseCache.CachedResponse;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.http.WorkerPool.Kind;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.charts.CandleFrames;
import dev.candlewick.charts.FrameColumn;
import dev.candlewick.charts.FrameRange;
import dev.candlewick.charts.FrameRows;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Series;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Stored candles over their whole grid, with indicators. The event loop sends a cached response
/// while it is valid; worker threads read and compute all others.
@Access(anonymous = Anonymous.ALL)
@RateLimited(RateLimit.HEAVY)
@Path("/api/v1/candles")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Candles")
public final class CandleFrameApi {
  private final CandleFrames frames;
  private final Symbols symbols;
  private final ResponseCache cache;
  private final WorkerPool workerPool;

  public CandleFrameApi(
      CandleFrames frames, Symbols symbols, ResponseCache cache, WorkerPool workerPool) {
    this.frames = frames;
    this.symbols = symbols;
    this.cache = cache;
    this.workerPool = workerPool;
  }

  @GET
  @Path("/{symbol}/frame")
  @Operation(
      summary = "Read stored candles over every time of their grid, with indicators",
      description =
          "Every grid time of the range has an entry; where no candle is stored, every column is"
              + " null and gaps states why. Indicators are computed from the closes. They do not"
              + " depend on the range: a window that contains a gap has no value, and an ema"
              + " restarts after it.")
  @APIResponse(
      responseCode = "200",
      description = "The frame",
      headers = @Header(name = "ETag", ref = "ETag"),
      content = @Content(schema = @Schema(implementation = CandleFrameView.class)))
  @APIResponse(responseCode = "304", description = "The client's copy is valid")
  public Uni<Response> frame(
      @RestPath @Parameter(description = "A market by any spelling", example = "BTCUSDT")
          String symbol,
      @BeanParam CandleFrameParameters query) {
    String key = "candle_frame\n" + symbol + "\n" + query.key();
    CachedResponse cached = cache.find(key);
    if (cached != null) return Uni.createFrom().item(cached.response(query.ifNoneMatch));
    return workerPool.runAsync(() -> {
      CachedResponse computed = compute(symbol, query);
      cache.put(key, computed);
      return computed.response(query.ifNoneMatch);
    });
  }

  private CachedResponse compute(String symbol, CandleFrameParameters query) {
    FieldReader reader = new FieldReader();
    String wanted = query.interval == null ? Interval.D1.code() : query.interval;
    Interval interval = reader.interval("query.interval", wanted);
    Instant from = reader.time("query.from", query.from);
    Instant to = reader.time("query.to", query.to);
    reader.requireOrdered("query.from", from, to);
    int limit =
        (int)
            reader.integer(
                "query.limit",
                query.limit,
                CandleFrameParameters.DEFAULT_ROWS,
                1,
                CandleFrameParameters.MAX_ROWS);
    List<FrameColumn> columns = query.readColumns(reader);
    reader.check();
    if (interval == null) throw new IllegalStateException("unchecked");
    Series series = find(symbol, interval, FieldReader.blankToNull(query.provider));
    FrameRange range = frames.range(series, from, to);
    if (from != null && to != null) requireBounded(range);
    FrameRows rows =
        frames.read(series, from == null ? range.newest(limit) : range.oldest(limit), columns);
    byte[] body = workerPool.run(Kind.FIGURES, () -> CandleFrameJson.write(rows.frame()));
    return new CachedResponse(body, MediaType.APPLICATION_JSON, Map.of(), rows.validity());
  }

  private Series find(String symbol, Interval interval, @Nullable String provider) {
    String joined = symbols.symbolInFilter(symbol);
    return frames
        .find(provider, joined == null ? "" : joined, interval)
        .orElseThrow(() ->
            new ApiException(
                ErrorCode.NO_DATA,
                "No candles of %s %s are stored".formatted(QuotedText.of(symbol), interval)
                    + (provider == null ? "" : " of " + QuotedText.of(provider))));
  }

  private static void requireBounded(FrameRange range) {
    if (range.count() <= CandleFrameParameters.MAX_ROWS) return;
    throw ApiException.validation(
        List.of(
            new ApiException.FieldError(
                "query.from",
                "leaves %d grid times up to query.to, more than %d; request a shorter range, or one"
                        .formatted(range.count(), CandleFrameParameters.MAX_ROWS)
                    + " without query.to")));
  }
}
