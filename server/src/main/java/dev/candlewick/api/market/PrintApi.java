package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Market;
import dev.candlewick.market.Print;
import dev.candlewick.market.PrintConflict;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.PrintProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.PrintStore.Filter;
import dev.candlewick.store.price.PrintStore.Page;
import dev.candlewick.store.price.PrintStore.Row;
import dev.candlewick.store.price.PrintStore.SavedPrint;
import dev.candlewick.store.price.PrintStore.SavedPrints;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Market prints: trades that were executed at a venue (document 004).
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/market_trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Market prints", description = "Trades that were executed at a venue")
public final class PrintApi {
  private static final int DEFAULT_FETCH = 500;
  private static final int MAX_FETCH = 1000;

  private final PrintStore prints;
  private final Symbols symbols;
  private final Providers providers;

  /// A print in a list.
  ///
  /// @param side the side of the taker; null where it is not known
  public record PrintView(
      long id,
      String symbol,
      BigDecimal price,
      BigDecimal qty,
      Instant timestamp,
      String provider,
      Print.@Nullable Side side) {
    static PrintView of(Row row) {
      Print print = row.print();
      return new PrintView(
          row.id(),
          print.symbol().joined(),
          print.price(),
          print.qty(),
          print.time(),
          row.provider(),
          print.taker());
    }
  }

  /// The response to a posted print.
  public record PostedPrint(
      PostStatus status,
      boolean created,
      long id,
      String symbol,
      BigDecimal price,
      BigDecimal qty,
      Instant timestamp) {}

  /// The result of a fetch.
  ///
  /// @param conflicts prints that have the id of a stored one and differ from it
  /// @param status always `ok`
  public record FetchedPrints(
      String symbol,
      String provider,
      int inserted,
      int duplicatesSkipped,
      List<ConflictingPrints> conflicts,
      String status) {}

  /// Two prints that the venue states under one id; the other one is stored beside the first.
  public record ConflictingPrints(String tradeId, VenuePrint stored, VenuePrint other) {
    static ConflictingPrints of(PrintConflict conflict) {
      return new ConflictingPrints(
          String.valueOf(conflict.stored().tradeId()),
          VenuePrint.of(conflict.stored()),
          VenuePrint.of(conflict.other()));
    }
  }

  /// A print as a venue states it.
  public record VenuePrint(
      BigDecimal price, BigDecimal qty, Instant timestamp, Print.@Nullable Side side) {
    static VenuePrint of(Print print) {
      return new VenuePrint(print.price(), print.qty(), print.time(), print.taker());
    }
  }

  public PrintApi(PrintStore prints, Symbols symbols, Providers providers) {
    this.prints = prints;
    this.symbols = symbols;
    this.providers = providers;
  }

  @GET
  @Operation(
      summary = "List market prints, newest first",
      description = "The count of the whole filter is in X-Total-Count.")
  @APIResponse(
      responseCode = "200",
      description = "The prints",
      headers = @Header(name = "X-Total-Count", ref = "TotalCount"))
  public RestResponse<List<PrintView>> list(@BeanParam PrintParameters query) {
    FieldReader reader = new FieldReader();
    Instant from = reader.time("query.from", query.from);
    Instant to = reader.time("query.to", query.to);
    reader.requireOrdered("query.from", from, to);
    int limit =
        (int)
            reader.integer(
                "query.limit",
                query.limit,
                PrintParameters.DEFAULT_LIMIT,
                1,
                PrintParameters.MAX_LIMIT);
    long offset = reader.integer("query.offset", query.offset, 0, 0, PrintParameters.MAX_OFFSET);
    reader.check();
    Page page =
        prints.page(new Filter(symbols.symbolInFilter(query.symbol), from, to), limit, offset);
    return ResponseBuilder.ok(page.rows().stream().map(PrintView::of).toList())
        .header("X-Total-Count", page.total())
        .build();
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Operation(
      summary = "Post a market print",
      description =
          "Idempotent by symbol and timestamp: 201 when it is stored, 200 when one was stored"
              + " before, which is left untouched.")
  @APIResponse(
      responseCode = "201",
      description = "The print was stored",
      content = @Content(schema = @Schema(implementation = PostedPrint.class)))
  @APIResponse(
      responseCode = "200",
      description = "One of this symbol and time was stored before",
      content = @Content(schema = @Schema(implementation = PostedPrint.class)))
  public Response post(@RequestBodySchema(NewPrint.class) byte[] bytes) {
    Print print = read(JsonBody.read(bytes));
    SavedPrint saved = prints.save(Series.POSTED, print);
    Print stored = saved.row().print();
    return Response.status(saved.created() ? 201 : 200)
        .entity(
            new PostedPrint(
                PostStatus.of(saved.created()),
                saved.created(),
                saved.row().id(),
                stored.symbol().joined(),
                stored.price(),
                stored.qty(),
                stored.time()))
        .build();
  }

  @POST
  @Idempotent(inSteps = true)
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @RateLimited(RateLimit.FETCH)
  @Path("/fetch/{symbol}")
  @Operation(
      summary = "Fetch a venue's latest prints now and store them",
      description =
          "All or none; those that are stored already are skipped. One that differs from the stored"
              + " print of its id is stored beside it and named in conflicts.")
  public FetchedPrints fetch(
      @RestPath @Parameter(description = "A market of the venue", example = "BTCUSDT")
          String symbol,
      @RestQuery @Parameter(description = "The venue; binance by default")
          @Nullable String provider,
      @RestQuery
          @WholeNumber(min = 1, max = MAX_FETCH, defaultValue = DEFAULT_FETCH)
          @Parameter(description = "Most prints to fetch")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    int most = (int) reader.integer("query.limit", limit, DEFAULT_FETCH, 1, MAX_FETCH);
    PrintProvider venue = venue(reader, provider);
    reader.check();
    if (venue == null) throw new IllegalStateException("unchecked fault");
    Market market = symbols.market(venue.name(), symbol);
    SavedPrints saved = prints.saveAll(venue.name(), fetchPrints(venue, market, most));
    return new FetchedPrints(
        market.symbol().joined(),
        venue.name(),
        saved.inserted(),
        saved.duplicates(),
        saved.conflicts().stream().map(ConflictingPrints::of).toList(),
        "ok");
  }

  private @Nullable PrintProvider venue(FieldReader reader, @Nullable String name) {
    PrintProvider venue =
        providers.prints(name == null ? Providers.DEFAULT_VENUE : name).orElse(null);
    if (venue == null) {
      reader.add(
          "query.provider",
          "must be one of " + String.join(", ", providers.names(PrintProvider.class)));
    }
    return venue;
  }

  private List<Print> fetchPrints(PrintProvider venue, Market market, int most) {
    try {
      return venue.fetchPrints(market.symbol(), most);
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.UNKNOWN_SYMBOL) throw Symbols.notAtVenue(market);
      throw e;
    }
  }

  private Print read(JsonBody body) {
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewPrint.class);
    Symbol symbol =
        reader.resolve(
            body.pathOf("symbol"), body.string(reader, "symbol"), symbols::writtenSymbol);
    BigDecimal price = positive(reader, body, "price");
    if (body.has("qty") && body.has("volume")) {
      reader.add(body.pathOf("volume"), "is another name of qty; send one of them");
    }
    BigDecimal qty = positive(reader, body, body.has("volume") ? "volume" : "qty");
    Instant time = body.requiredTime(reader, "timestamp");
    reader.check();
    if (symbol == null || price == null || qty == null || time == null) {
      throw new IllegalStateException("unchecked fault");
    }
    return new Print(symbol, price, qty, time, null, null);
  }

  private static @Nullable BigDecimal positive(FieldReader reader, JsonBody body, String name) {
    BigDecimal value = body.decimal(reader, name, true);
    if (value != null && value.signum() <= 0)
      reader.add(body.pathOf(name), "must be greater than 0");
    return value;
  }
}
