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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The venues' feeds, and whose prints are kept as they happen.
@Access(anonymous = Anonymous.ANYONE)
@Path("/api/v1/feeds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Feeds")
public final class FeedApi {
  private final VenueFeeds feeds;
  private final PrintFeedStore printFeeds;
  private final Symbols symbols;

  /// Everything about the feeds of this process.
  public record Feeds(List<FeedView> feeds, List<Kept> prints) {}

  /// A symbol whose prints are kept.
  public record Kept(String provider, String symbol) {
    static Kept of(PrintFeed feed) {
      return new Kept(feed.provider(), feed.symbol().joined());
    }
  }

  public FeedApi(VenueFeeds feeds, PrintFeedStore printFeeds, Symbols symbols) {
    this.feeds = feeds;
    this.printFeeds = printFeeds;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "The venues' feeds, and whose prints are kept",
      description = "What the feeds tell of candles is the followed series' (PATCH /series/{id}).")
  public Feeds list() {
    return new Feeds(
        feeds.reports().stream().map(FeedView::of).toList(),
        printFeeds.findAll().stream().map(Kept::of).toList());
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/prints")
  @Operation(
      summary = "Keep a symbol's prints as its venue tells them, from now on",
      description =
          "201 when they were not kept before, else 200. 409 when too many are kept already.")
  public Response keep(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, "provider", "symbol");
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
    return Response.status(printFeeds.add(feed) ? 201 : 200).entity(Kept.of(feed)).build();
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
    String got = name == null ? "is required" : "has no feed: " + FieldReader.quoted(name);
    reader.add(body.pathOf("provider"), got + wanted);
    return null;
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/prints/{provider}/{symbol}")
  @Operation(
      summary = "Keep a symbol's prints no more",
      description = "What is stored stays. 404 when they are not kept.")
  public Kept forget(@RestPath String provider, @RestPath String symbol) {
    PrintFeed feed =
        printFeeds.findAll().stream()
            .filter(one ->
                one.provider().equals(provider) && symbols.means(symbol, provider, one.symbol()))
            .filter(printFeeds::remove)
            .findFirst()
            .orElseThrow(() -> missing(provider, symbol));
    return Kept.of(feed);
  }

  private static ApiException missing(String provider, String symbol) {
    return ApiException.notFound(
        "The prints of %s at %s are not kept"
            .formatted(FieldReader.quoted(symbol), FieldReader.quoted(provider)));
  }
}
