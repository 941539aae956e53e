package dev.candlewick.api.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.fetch.CandleFetch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Market;
import dev.candlewick.market.QuotedText;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.BadRow;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.settings.CandleSettings;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.CandlePageStore.Filter;
import dev.candlewick.store.candle.CandlePageStore.Page;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Candles: listed, posted, fetched (document 004).
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/candles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Candles", description = "Candles by market, interval and open time")
public final class CandleApi {
  private static final Instant DEFAULT_FROM = Instant.parse("2020-01-01T00:00:00Z");

  private final CandlePageStore pages;
  private final CandlePosts posts;
  private final CandleFetch fetch;
  private final Providers providers;
  private final Symbols symbols;
  private final Defaults defaults;

  /// The defaults of a fetch.
  public record Defaults(CandleSettings candles, InstantSource clock) {}

  /// The result of a fetch.
  ///
  /// @param status always `ok`
  /// @param renamedTo the venue's symbol that continues a market which ended; absent otherwise
  /// @param failed rows of the venue that are not valid candles and are not stored
  public record FetchedCandles(
      String symbol,
      Interval interval,
      String provider,
      long inserted,
      long duplicatesSkipped,
      String status,
      Instant from,
      Instant to,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String renamedTo,
      List<FailedCandle> failed) {}

  /// A row of the venue that is not a valid candle.
  public record FailedCandle(Instant openTime, String reason) {
    static FailedCandle of(BadRow row) {
      return new FailedCandle(row.open(), row.reason());
    }
  }

  public CandleApi(
      CandlePageStore pages,
      CandlePosts posts,
      CandleFetch fetch,
      Providers providers,
      Symbols symbols,
      Defaults defaults) {
    this.pages = pages;
    this.posts = posts;
    this.fetch = fetch;
    this.providers = providers;
    this.symbols = symbols;
    this.defaults = defaults;
  }

  @GET
  @Operation(
      summary = "List candles, newest first",
      description =
          "One row per symbol, interval and open time; a venue's row wins over a posted one. The count"
              + " of the whole filter is in X-Total-Count.")
  @APIResponse(
      responseCode = "200",
      description = "The candles",
      headers = @Header(name = "X-Total-Count", ref = "TotalCount"))
  public RestResponse<List<CandleView>> list(@BeanParam CandleParameters query) {
    FieldReader reader = new FieldReader();
    Interval interval = reader.interval("query.interval", query.interval);
    Instant from = reader.time("query.from", query.from);
    Instant to = reader.time("query.to", query.to);
    reader.requireOrdered("query.from", from, to);
    int limit =
        (int)
            reader.integer(
                "query.limit",
                query.limit,
                CandleParameters.DEFAULT_LIMIT,
                1,
                CandleParameters.MAX_LIMIT);
    long offset = reader.integer("query.offset", query.offset, 0, 0, CandleParameters.MAX_OFFSET);
    boolean newestFirst = newestFirst(reader, query.order);
    reader.check();
    Filter filter =
        new Filter(query.provider, symbols.symbolInFilter(query.symbol), interval, from, to);
    Page page = pages.page(filter, newestFirst, limit, offset);
    return ResponseBuilder.ok(page.rows().stream().map(CandleView::of).toList())
        .header("X-Total-Count", page.total())
        .build();
  }

  private static boolean newestFirst(FieldReader reader, @Nullable String order) {
    if (order != null && !List.of("asc", "desc").contains(order)) {
      reader.add("query.order", "must be asc or desc; got " + QuotedText.of(order));
    }
    return !"asc".equals(order);
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Operation(
      summary = "Post one candle, or an array of them",
      description =
          "201 when it is stored; 200 when one with its key was stored before, which is left"
              + " untouched. An array is stored whole or not at all.")
  @APIResponse(
      responseCode = "201",
      description = "The candle was stored",
      content = @Content(schema = @Schema(implementation = CandlePosts.PostedCandle.class)))
  @APIResponse(
      responseCode = "200",
      description = "One with its key was stored before; or the response to an array",
      content = @Content(schema = @Schema(implementation = NewCandle.CandlePostResult.class)))
  public Response post(@RequestBodySchema(NewCandle.CandlePost.class) byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    if (body.isArray()) return Response.ok(posts.saveAll(body)).build();
    CandlePosts.PostedCandle posted = posts.saveOne(body);
    return Response.status(posted.created() ? 201 : 200).entity(posted).build();
  }

  @POST
  @Idempotent(inSteps = true)
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @RateLimited(RateLimit.FETCH)
  @Path("/fetch/{symbol}")
  @Operation(
      summary = "Fetch candles from a venue now and store them",
      description =
          "At most max_candles, oldest first from start_date on. The candle that is still open is not"
              + " stored. A row that is not a valid candle is left out and named in failed.")
  public FetchedCandles fetch(
      @RestPath @Parameter(description = "A market of the venue", example = "BTCUSDT")
          String symbol,
      @BeanParam FetchParameters query) {
    FieldReader reader = new FieldReader();
    String wanted =
        Objects.requireNonNullElse(query.interval, defaults.candles().defaultInterval());
    Interval interval = reader.interval("query.interval", wanted);
    Instant from = reader.time("query.start_date", query.startDate);
    Instant to = reader.time("query.end_date", query.endDate);
    Instant start = from == null ? DEFAULT_FROM : from;
    Instant end = to == null ? defaults.clock().instant().truncatedTo(ChronoUnit.SECONDS) : to;
    reader.requireOrdered("query.start_date", start, end);
    int most =
        (int)
            reader.integer(
                "query.max_candles",
                query.maxCandles,
                defaults.candles().maxCandles(),
                1,
                FetchParameters.MAX_CANDLES);
    CandleProvider provider = provider(reader, query.provider);
    if (interval != null && provider != null)
      reader.requireOffered("query.interval", provider, interval);
    reader.check();
    if (interval == null || provider == null) throw new IllegalStateException("unchecked fault");
    Market market = symbols.market(provider.name(), symbol);
    CandleFetch.Outcome outcome = fetchAndStore(provider, market, interval, start, end, most);
    SaveResult result = outcome.saved();
    return new FetchedCandles(
        market.symbol().joined(),
        interval,
        provider.name(),
        result.inserted(),
        result.duplicates() + result.corrected(),
        "ok",
        start,
        end,
        market.renamedTo(),
        outcome.bad().stream().map(FailedCandle::of).toList());
  }

  private CandleFetch.Outcome fetchAndStore(
      CandleProvider provider,
      Market market,
      Interval interval,
      Instant start,
      Instant end,
      int most) {
    try {
      return fetch.fetch(
          provider, market.symbol(), interval, new CandleFetch.Range(start, end), most);
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.UNKNOWN_SYMBOL) throw Symbols.notAtVenue(market);
      throw e;
    }
  }

  private @Nullable CandleProvider provider(FieldReader reader, @Nullable String name) {
    CandleProvider provider =
        providers.find(name == null ? Providers.DEFAULT_VENUE : name).orElse(null);
    if (provider == null) {
      reader.add("query.provider", "must be one of " + String.join(", ", providers.names()));
    }
    return provider;
  }
}
