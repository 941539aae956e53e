package dev.candlewick.api.account;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.identity.Scope;
import dev.candlewick.identity.WatchList;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.account.WatchListStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// The markets that the caller's account watches.
@Access(anonymous = Anonymous.NONE)
@Path("/api/v1/account/watch_list")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
public final class WatchListApi {
  private final WatchListStore lists;

  /// A watch list.
  public record WatchedMarkets(List<String> markets) {}

  /// A watch list to be set.
  @Schema(examples = "{\"markets\": [\"BTCUSDT@binance\", \"ETH-USD@coinbase\"]}")
  public record NewWatchList(
      @Schema(description = "At most 200, each once, in the order of the account")
          List<String> markets) {}

  public WatchListApi(WatchListStore lists) {
    this.lists = lists;
  }

  @GET
  @Operation(summary = "Read the watch list of the account")
  public WatchedMarkets get(@Context ContainerRequestContext request) {
    return new WatchedMarkets(lists.find(CallerContext.of(request).accountId()));
  }

  @PUT
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Set the watch list of the account, with its order")
  public WatchedMarkets put(
      @RequestBodySchema(NewWatchList.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewWatchList.class);
    if (!body.has("markets")) reader.add(body.pathOf("markets"), "is required");
    List<String> markets = body.strings(reader, "markets").stream().distinct().toList();
    markets.forEach(market -> checkName(reader, body.pathOf("markets"), market));
    if (markets.size() > WatchList.MAX_MARKETS) {
      reader.add(body.pathOf("markets"), "must have at most " + WatchList.MAX_MARKETS + " markets");
    }
    reader.check();
    return change(request, markets);
  }

  private WatchedMarkets change(ContainerRequestContext request, List<String> markets) {
    WatchList wanted = new WatchList(markets);
    return view(lists.change(CallerContext.of(request).accountId(), stored -> wanted));
  }

  @PUT
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{market}")
  @Operation(summary = "Watch a market", description = "409 when the list is full.")
  public WatchedMarkets add(
      @RestPath @Parameter(description = "A market at its venue", example = "BTCUSDT@binance")
          String market,
      @Context ContainerRequestContext request) {
    FieldReader reader = new FieldReader();
    checkName(reader, "path.market", market);
    reader.check();
    return view(
        lists.change(
            CallerContext.of(request).accountId(),
            stored -> {
              if (stored.isFull() && !stored.contains(market)) {
                throw new ApiException(
                    ErrorCode.CONFLICT,
                    "The watch list has " + WatchList.MAX_MARKETS + " markets, which is the most");
              }
              return stored.with(market);
            }));
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{market}")
  @Operation(
      summary = "Stop watching a market",
      description = "Without effect when the market is not in the list.")
  public WatchedMarkets remove(
      @RestPath @Parameter(description = "A market at its venue", example = "BTCUSDT@binance")
          String market,
      @Context ContainerRequestContext request) {
    return view(
        lists.change(CallerContext.of(request).accountId(), stored -> stored.without(market)));
  }

  private static void checkName(FieldReader reader, String field, String market) {
    if (WatchList.isMarketName(market)) return;
    reader.add(field, "must be a market like BTCUSDT@binance; got " + QuotedText.of(market));
  }

  private static WatchedMarkets view(WatchList list) {
    return new WatchedMarkets(list.markets());
  }
}
