package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.market.Market;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The venues' feeds, and the symbols whose prints are stored from them.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/feeds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Feeds", description = "Candles and prints that venues send as they happen")
public final class FeedApi {
  private final VenueFeeds feeds;
  private final PrintFeedStore printFeeds;
  private final Symbols symbols;

  /// The feeds of this process, and the symbols whose prints are stored.
  public record FeedList(List<FeedView> feeds, List<StoredPrintFeed> prints) {}

  /// A symbol whose prints are to be stored.
  @Schema(examples = "{\"provider\": \"binance\", \"symbol\": \"BTCUSDT\"}")
  public record NewPrintFeed(
      @Schema(description = "A venue with a feed") String provider,
      @Schema(description = "A market of the venue") String symbol) {}

  /// A symbol whose prints are stored.
  public record StoredPrintFeed(String provider, String symbol) {
    static StoredPrintFeed of(PrintFeed feed) {
      return new StoredPrintFeed(feed.provider(), feed.symbol().joined());
    }
  }

  public FeedApi(VenueFeeds feeds, PrintFeedStore printFeeds, Symbols symbols) {
    this.feeds = feeds;
    this.printFeeds = printFeeds;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "List the venues' feeds, and the symbols whose prints are stored",
      description = "The candles of a feed are those of the followed series (PATCH /series/{id}).")
  public FeedList list() {
    return new FeedList(
        feeds.reports().stream().map(FeedView::of).toList(),
        printFeeds.findAll().stream().map(StoredPrintFeed::of).toList());
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/prints")
  @Operation(
      summary = "Store the prints of a symbol from its venue's feed, from now on",
      description = "201 when they were not stored before, else 200. 409 when there are too many.")
  @APIResponse(
      responseCode = "201",
      description = "The prints are stored from now on",
      content = @Content(schema = @Schema(implementation = StoredPrintFeed.class)))
  @APIResponse(
      responseCode = "200",
      description = "They were stored before",
      content = @Content(schema = @Schema(implementation = StoredPrintFeed.class)))
  public Response keep(@RequestBodySchema(NewPrintFeed.class) byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewPrintFeed.class);
    String text = body.string(reader, "symbol");
    reader.require(body.pathOf("symbol"), text, text);
    String provider = provider(reader, body);
    reader.check();
    if (text == null || provider == null) throw new IllegalStateException("unchecked fault");
    Market market =
        reader.resolve(body.pathOf("symbol"), text, name -> symbols.market(provider, name));
    reader.check();
    if (market == null) throw new IllegalStateException("unchecked fault");
    PrintFeed feed = new PrintFeed(provider, market.symbol());
    if (!feeds.carriesPrints(provider, feed.symbol())) {
      reader.add(body.pathOf("symbol"), "has no prints in a feed of " + provider + " here");
    }
    reader.check();
    requireCapacity(feed);
    return Response.status(printFeeds.add(feed) ? 201 : 200)
        .entity(StoredPrintFeed.of(feed))
        .build();
  }

  private void requireCapacity(PrintFeed feed) {
    List<PrintFeed> all = printFeeds.findAll();
    if (all.size() < PrintFeedStore.MAX_FEEDS || all.contains(feed)) return;
    throw new ApiException(
        ErrorCode.CONFLICT,
        "The prints of %d symbols are kept already, which is the most; DELETE one first"
            .formatted(all.size()));
  }

  private @Nullable String provider(FieldReader reader, JsonBody body) {
    String name = body.string(reader, "provider");
    List<String> known = feeds.venues();
    if (name != null && known.contains(name)) return name;
    String wanted =
        known.isEmpty() ? "; no venue has a feed" : "; one of " + String.join(", ", known);
    String got = name == null ? "is required" : "has no feed: " + QuotedText.of(name);
    reader.add(body.pathOf("provider"), got + wanted);
    return null;
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/prints/{provider}/{symbol}")
  @Operation(
      summary = "Stop storing the prints of a symbol",
      description = "What is stored stays. 404 when they are not stored.")
  public StoredPrintFeed forget(
      @RestPath @Parameter(description = "The venue", example = "binance") String provider,
      @RestPath @Parameter(description = "A market of the venue", example = "BTCUSDT")
          String symbol) {
    PrintFeed feed =
        printFeeds.findAll().stream()
            .filter(one ->
                one.provider().equals(provider) && symbols.means(symbol, provider, one.symbol()))
            .filter(printFeeds::remove)
            .findFirst()
            .orElseThrow(() -> missing(provider, symbol));
    return StoredPrintFeed.of(feed);
  }

  private static ApiException missing(String provider, String symbol) {
    return ApiException.notFound(
        "The prints of %s at %s are not kept"
            .formatted(QuotedText.of(symbol), QuotedText.of(provider)));
  }
}
