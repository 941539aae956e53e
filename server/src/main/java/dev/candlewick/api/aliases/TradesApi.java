package dev.candlewick.api.aliases;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.filter.QueryNames;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.journal.NewPosition;
import dev.candlewick.api.journal.PositionApi;
import dev.candlewick.api.journal.PositionFilters;
import dev.candlewick.api.journal.PositionOrder;
import dev.candlewick.api.journal.PositionPaging;
import dev.candlewick.api.journal.PositionView;
import dev.candlewick.api.market.NewPrint;
import dev.candlewick.api.market.PrintApi;
import dev.candlewick.api.market.PrintApi.PostedPrint;
import dev.candlewick.api.market.PrintApi.PrintView;
import dev.candlewick.api.market.PrintParameters;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Bare `/trades`, which means market prints in document 004 and an account's positions in document
/// 003. The request decides which; positions need credentials.
@Access(anonymous = Anonymous.ALL)
@Path("/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Market prints")
public final class TradesApi {
  private static final String CREDENTIALS_REQUIRED = "Positions need credentials";

  /// The response to a list.
  @Schema(anyOf = {PositionView[].class, PrintView[].class})
  public interface TradesList {}

  /// The body of a post.
  @Schema(anyOf = {NewPosition.class, NewPrint.class})
  public interface TradesPost {}

  /// The response to a post.
  @Schema(anyOf = {PositionView.class, PostedPrint.class})
  public interface TradesPostResult {}

  private final PrintApi prints;
  private final PositionApi positions;

  public TradesApi(PrintApi prints, PositionApi positions) {
    this.prints = prints;
    this.positions = positions;
  }

  @GET
  @Operation(
      summary = "Your positions; without credentials market prints",
      description =
          "With credentials an alias of /api/v1/trades; without them, and with a filter or a page, of"
              + " /api/v1/market_trades.")
  @APIResponse(
      responseCode = "200",
      description = "The positions or the prints",
      headers = @Header(name = "X-Total-Count", ref = "TotalCount"),
      content = @Content(schema = @Schema(implementation = TradesList.class)))
  public Response list(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      @BeanParam PositionFilters filters,
      @BeanParam PositionPaging paging,
      @BeanParam PositionOrder order,
      @BeanParam PrintParameters query) {
    if (!CallerContext.of(request).isAnonymous()) {
      QueryNames.require(http, PositionFilters.class, PositionPaging.class, PositionOrder.class);
      return positions.list(request, http, filters, paging, order).toResponse();
    }
    if (query.any()) {
      QueryNames.require(http, PrintParameters.class);
      return prints.list(query).toResponse();
    }
    throw ApiException.unauthorized(
        CREDENTIALS_REQUIRED
            + "; for market prints add limit or symbol, or ask /api/v1/market_trades");
  }

  @POST
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE, or = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Open a position or post a market print",
      description =
          "A body with entry_price, quantity or trade_type is a position (/api/v1/trades), one with"
              + " price, qty, volume or timestamp a market print (/api/v1/market_trades).")
  @APIResponse(
      responseCode = "201",
      description = "The position or print that was stored",
      content = @Content(schema = @Schema(implementation = TradesPostResult.class)))
  @APIResponse(
      responseCode = "200",
      description = "A print of this symbol and time was stored before",
      content = @Content(schema = @Schema(implementation = PostedPrint.class)))
  public Response post(
      @Context ContainerRequestContext request, @RequestBodySchema(TradesPost.class) byte[] bytes) {
    Caller caller = CallerContext.of(request);
    return switch (TradesKeys.of(bytes)) {
      case PRINT -> {
        CallerContext.require(caller, Scope.MARKET_WRITE);
        yield prints.post(bytes);
      }
      case POSITION -> open(caller, request, bytes);
      case NEITHER -> {
        if (caller.isAnonymous()) throw TradesKeys.unclear();
        yield open(caller, request, bytes);
      }
      case BOTH -> throw TradesKeys.unclear();
    };
  }

  private Response open(Caller caller, ContainerRequestContext request, byte[] bytes) {
    if (caller.isAnonymous()) throw ApiException.unauthorized(CREDENTIALS_REQUIRED);
    CallerContext.require(caller, Scope.PORTFOLIO_WRITE);
    return Response.status(201).entity(positions.open(request, bytes)).build();
  }
}
