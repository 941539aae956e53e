package dev.candlewick.api.chart;

import dev.candlewick.analytics.Statistics;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ResponseCache;
import dev.candlewick.api.http.ResponseCache.CachedResponse;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.http.WorkerPool.Kind;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.charts.ChartPicture;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.series.PriceSeries;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Prices over time and what is computed from them (document 000). The event loop sends a cached
/// response while it is valid; worker threads fetch and compute all others.
@Access(anonymous = Anonymous.ALL)
@RateLimited(RateLimit.HEAVY)
@Path("/api/v1/market_chart")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Market chart", description = "Prices over time and what is computed from them")
public final class MarketChartApi {
  private static final String SYMBOL = "An instrument, or a market of the venue";
  private static final String CURRENCY = "The currency of the prices, like usd or eur";

  private final MarketCharts charts;
  private final Symbols symbols;
  private final ResponseCache cache;
  private final WorkerPool workerPool;

  public MarketChartApi(
      MarketCharts charts, Symbols symbols, ResponseCache cache, WorkerPool workerPool) {
    this.charts = charts;
    this.symbols = symbols;
    this.cache = cache;
    this.workerPool = workerPool;
  }

  /// A query, its chart, and the points that are left after trimming.
  private record TrimmedChart(ChartQuery query, MarketChart chart, PriceSeries prices) {}

  @GET
  @Operation(
      summary = "Read prices over time",
      description =
          "Points with times in UTC without an offset. as_of is the time of the prices; stale is true"
              + " when newer ones could not be fetched.")
  @APIResponse(
      responseCode = "200",
      description = "The prices",
      headers = {
        @Header(name = "ETag", ref = "ETag"),
        @Header(name = "X-Provider", ref = "Provider"),
        @Header(name = "X-As-Of", ref = "AsOf"),
        @Header(name = "X-Stale", ref = "Stale")
      },
      content = @Content(schema = @Schema(implementation = ChartViews.ChartView.class)))
  @APIResponse(responseCode = "304", description = "The client's copy is valid")
  public Uni<Response> points(
      @RestQuery @Parameter(description = SYMBOL, required = true, example = "bitcoin")
          @Nullable String symbol,
      @RestQuery @Parameter(description = CURRENCY, required = true, example = "usd")
          @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "points",
        new RawRequest(symbol, currency, query),
        trimmed ->
            ChartJson.points(
                trimmed.query().name(trimmed.chart(), symbols),
                trimmed.query().request().currency(),
                trimmed.chart(),
                trimmed.prices()));
  }

  @GET
  @Path("/stats")
  @Operation(summary = "Compute statistics of the prices")
  @APIResponse(
      responseCode = "200",
      description = "The statistics",
      headers = {
        @Header(name = "ETag", ref = "ETag"),
        @Header(name = "X-Provider", ref = "Provider"),
        @Header(name = "X-As-Of", ref = "AsOf"),
        @Header(name = "X-Stale", ref = "Stale")
      },
      content = @Content(schema = @Schema(implementation = ChartViews.StatisticsView.class)))
  @APIResponse(responseCode = "304", description = "The client's copy is valid")
  public Uni<Response> statistics(
      @RestQuery @Parameter(description = SYMBOL, required = true, example = "bitcoin")
          @Nullable String symbol,
      @RestQuery @Parameter(description = CURRENCY, required = true, example = "usd")
          @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "stats",
        new RawRequest(symbol, currency, query),
        trimmed -> ChartJson.statistics(trimmed.chart(), Statistics.of(trimmed.prices().price())));
  }

  @GET
  @Path("/dataframe")
  @Operation(
      summary = "Compute returns, rolling mean, volatility and normalised price",
      description = "The prices are trimmed to start and end, resampled, then computed on.")
  @APIResponse(
      responseCode = "200",
      description = "The columns and rows",
      headers = {
        @Header(name = "ETag", ref = "ETag"),
        @Header(name = "X-Provider", ref = "Provider"),
        @Header(name = "X-As-Of", ref = "AsOf"),
        @Header(name = "X-Stale", ref = "Stale")
      },
      content = @Content(schema = @Schema(implementation = ChartViews.FrameView.class)))
  @APIResponse(responseCode = "304", description = "The client's copy is valid")
  public Uni<Response> dataframe(
      @RestQuery @Parameter(description = SYMBOL, required = true, example = "bitcoin")
          @Nullable String symbol,
      @RestQuery @Parameter(description = CURRENCY, required = true, example = "usd")
          @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "frame",
        new RawRequest(symbol, currency, query),
        trimmed -> ChartJson.frame(trimmed.chart(), trimmed.query().frame(trimmed.prices())));
  }

  @GET
  @Path("/{symbol}/{currency}/plot-enriched")
  @Produces({"image/png", "image/svg+xml"})
  @Operation(
      summary = "Draw the dataframe in three panels",
      description = "PNG, or SVG with format=svg; 200 to 4000 pixels a side; light or dark.")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      headers = {
        @Header(name = "ETag", ref = "ETag"),
        @Header(name = "X-Provider", ref = "Provider"),
        @Header(name = "X-As-Of", ref = "AsOf"),
        @Header(name = "X-Stale", ref = "Stale")
      },
      content = {
        @Content(
            mediaType = "image/png",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/svg+xml",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "304", description = "The client's copy is valid")
  public Uni<Response> plot(
      @RestPath @Parameter(description = SYMBOL, example = "bitcoin") String symbol,
      @RestPath @Parameter(description = CURRENCY, example = "usd") String currency,
      @BeanParam ChartParameters query,
      @BeanParam PictureParameters pictureQuery) {
    RawRequest request = new RawRequest(symbol, currency, query);
    String key = request.cacheKey("plot") + "\n" + pictureQuery.key();
    return findOrCompute(
        key,
        query,
        () -> {
          FieldReader reader = new FieldReader();
          PictureOptions options = pictureQuery.read(reader);
          TrimmedChart trimmed = load(request, reader, "path.");
          Picture picture = workerPool.run(Kind.PICTURES, () -> picture(trimmed, options));
          return cachedResponse(picture.bytes(), picture.mediaType(), trimmed.chart());
        });
  }

  /// The parameters of a request, as text.
  private record RawRequest(
      @Nullable String symbol, @Nullable String currency, ChartParameters query) {
    String cacheKey(String kind) {
      return String.join(
          "\n",
          kind,
          Objects.requireNonNullElse(symbol, ""),
          Objects.requireNonNullElse(currency, ""),
          query.key());
    }
  }

  private Uni<Response> json(String kind, RawRequest request, Function<TrimmedChart, byte[]> body) {
    return findOrCompute(
        request.cacheKey(kind),
        request.query(),
        () -> {
          TrimmedChart trimmed = load(request, new FieldReader(), "query.");
          byte[] bytes = workerPool.run(Kind.FIGURES, () -> body.apply(trimmed));
          return cachedResponse(bytes, MediaType.APPLICATION_JSON, trimmed.chart());
        });
  }

  private Uni<Response> findOrCompute(
      String key, ChartParameters query, Supplier<CachedResponse> make) {
    CachedResponse cached = cache.find(key);
    if (cached != null) return Uni.createFrom().item(respond(cached, query));
    return workerPool.runAsync(() -> {
      CachedResponse computed = make.get();
      cache.put(key, computed);
      return respond(computed, query);
    });
  }

  private static Response respond(CachedResponse cached, ChartParameters query) {
    return cached.response(query.ifNoneMatch);
  }

  private static CachedResponse cachedResponse(byte[] body, String mediaType, MarketChart chart) {
    return new CachedResponse(
        body,
        mediaType,
        Map.of(
            "X-Provider", chart.provider(),
            "X-As-Of", ChartJson.asOf(chart),
            "X-Stale", Boolean.toString(chart.stale())),
        chart.validity());
  }

  private TrimmedChart load(RawRequest request, FieldReader reader, String prefix) {
    ChartQuery query =
        ChartQuery.read(
            new ChartQuery.ReadContext(reader, symbols, charts, prefix),
            request.symbol(),
            request.currency(),
            request.query());
    MarketChart chart = fetchChart(query, prefix);
    return new TrimmedChart(query, chart, query.trimmed(chart));
  }

  /// Where no source has the name, the lists say more about it than the last venue.
  private MarketChart fetchChart(ChartQuery query, String prefix) {
    try {
      return charts.chart(query.provider(), query.request());
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.UNKNOWN_QUOTE) {
        throw ApiException.validation(
            List.of(
                new ApiException.FieldError(prefix + "currency", String.valueOf(e.getMessage()))));
      }
      boolean auto = query.provider().equals(MarketCharts.AUTO);
      if (!auto || e.kind() != ProviderException.Kind.UNKNOWN_SYMBOL) throw e;
      symbols.instrument(query.request().name());
      throw e;
    }
  }

  private static Picture picture(TrimmedChart trimmed, PictureOptions options) {
    return ChartQuery.withFields(() ->
        ChartPicture.draw(trimmed.chart(), trimmed.prices(), trimmed.query().options(), options));
  }
}
