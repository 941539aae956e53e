package dev.candlewick.api.market;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Market prints: trades that happened at a market (document 004).
@Access(anonymous = Anonymous.ANYONE)
@Path("/api/v1/market_trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Market prints")
public final class PrintApi {
  private final PrintStore prints;
  private final Symbols symbols;
  private final Providers providers;

  /// A print in a list.
  ///
  /// @param side what the taker did; null when nobody says
  public record View(
      long id,
      String symbol,
      BigDecimal price,
      BigDecimal qty,
      Instant timestamp,
      String provider,
      Print.@Nullable Side side) {
    static View of(Row row) {
      Print print = row.print();
      return new View(
          row.id(),
          print.symbol().joined(),
          print.price(),
          print.qty(),
          print.time(),
          row.provider(),
          print.taker());
    }
  }

  /// The answer to a posted print.
  public record Posted(
      String status,
      boolean created,
      long id,
      String symbol,
      BigDecimal price,
      BigDecimal qty,
      Instant timestamp) {}

  /// What a fetch did.
  ///
  /// @param conflicts prints that have the id of another one and say something else
  public record Fetched(
      String symbol,
      String provider,
      int inserted,
      int duplicatesSkipped,
      List<Conflict> conflicts,
      String status) {}

  /// Two prints that the venue states under one id; the other one is kept beside the stored one.
  public record Conflict(String tradeId, VenuePrint stored, VenuePrint other) {
    static Conflict of(PrintConflict conflict) {
      return new Conflict(
          String.valueOf(conflict.stored().tradeId()),
          VenuePrint.of(conflict.stored()),
          VenuePrint.of(conflict.other()));
    }
  }

  /// What a venue says of a print.
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
  public Response list(@BeanParam PrintParameters query) {
    FieldReader reader = new FieldReader();
    Instant from = reader.time("query.from", query.from);
    Instant to = reader.time("query.to", query.to);
    reader.requireOrdered("query.from", from, to);
    int limit = (int) reader.integer("query.limit", query.limit, 50, 1, 1000);
    long offset = reader.integer("query.offset", query.offset, 0, 0, Long.MAX_VALUE / 4);
    reader.check();
    Page page =
        prints.page(new Filter(symbols.symbolInFilter(query.symbol), from, to), limit, offset);
    return Response.ok(page.rows().stream().map(View::of).toList())
        .header("X-Total-Count", page.total())
        .build();
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Operation(
      summary = "Post a market print",
      description =
          "Idempotent by symbol and timestamp: 201 when new, 200 when there is one, which is left"
              + " untouched.")
  public Response post(byte[] bytes) {
    Print print = read(JsonBody.read(bytes));
    SavedPrint saved = prints.save(Series.POSTED, print);
    Print stored = saved.row().print();
    return Response.status(saved.created() ? 201 : 200)
        .entity(
            new Posted(
                saved.created() ? "created" : "exists",
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
          "All or none; those that are stored already are skipped. One that says something else"
              + " than the stored print of its id is kept apart and named in conflicts.")
  public Fetched fetch(
      @RestPath String symbol,
      @RestQuery @Nullable String provider,
      @RestQuery @Nullable String limit) {
    FieldReader reader = new FieldReader();
    int most = (int) reader.integer("query.limit", limit, 500, 1, 1000);
    PrintProvider venue = venue(reader, provider);
    reader.check();
    if (venue == null) throw new IllegalStateException("unchecked fault");
    Market market = symbols.market(venue.name(), symbol);
    SavedPrints saved = prints.saveAll(venue.name(), fetchPrints(venue, market, most));
    return new Fetched(
        market.symbol().joined(),
        venue.name(),
        saved.inserted(),
        saved.duplicates(),
        saved.conflicts().stream().map(Conflict::of).toList(),
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
    body.checkFields(reader, "symbol", "price", "qty", "volume", "timestamp");
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
