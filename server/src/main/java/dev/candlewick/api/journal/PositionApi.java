package dev.candlewick.api.journal;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Terms;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionPage;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.ledger.PositionStore.Change;
import dev.candlewick.store.ledger.PositionStore.Outcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// The caller's positions (document 003). Another account's are as if they were not there.
@Access(anonymous = Anonymous.NOBODY)
@Path("/api/v1/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Trade journal")
public final class PositionApi {
  private final PositionStore positions;
  private final Symbols symbols;
  private final PositionBodies bodies;

  public PositionApi(PositionStore positions, Symbols symbols) {
    this.positions = positions;
    this.symbols = symbols;
    this.bodies = new PositionBodies(symbols);
  }

  @GET
  @Operation(
      summary = "List your positions, newest first",
      description =
          "The count of the whole filter is in X-Total-Count; the address of the next page, when"
              + " there is one, in Link.")
  public Response list(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      @BeanParam PositionParameters query) {
    FieldReader reader = new FieldReader();
    PositionFilter filter = query.filter(reader, symbols);
    PositionPage.Request wanted = query.page(reader);
    reader.check();
    PositionPage<Position> page =
        positions.page(CallerContext.of(request).accountId(), filter, wanted);
    return PositionLists.response(
        PositionLists.links(http, request), page, Position::id, PositionView::of);
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NOBODY, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Open a position")
  public Response open(@Context ContainerRequestContext request, byte[] bytes) {
    Caller caller = CallerContext.of(request);
    Terms terms = bodies.terms(bytes);
    Position position = positions.open(caller.actor(), terms);
    return Response.status(201).entity(PositionView.of(position)).build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a position")
  public PositionView get(@Context ContainerRequestContext request, @RestPath String id) {
    return positions
        .find(CallerContext.of(request).accountId(), parseId(id))
        .map(PositionView::of)
        .orElseThrow(() -> missing(id));
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NOBODY, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Change a position that is open",
      description = "Any of symbol, entry_price, quantity and trade_type.")
  public PositionView change(
      @Context ContainerRequestContext request, @RestPath String id, byte[] bytes) {
    long number = parseId(id);
    Change change = bodies.change(bytes);
    return view(id, positions.change(CallerContext.of(request).actor(), number, change));
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NOBODY, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}/close")
  @Operation(
      summary = "Close a position at a price",
      description =
          "The price may be 0: a coin can go to nothing. Of two at once exactly one closes it; the"
              + " other is refused.")
  public PositionView close(
      @Context ContainerRequestContext request, @RestPath String id, byte[] bytes) {
    long number = parseId(id);
    BigDecimal price = bodies.exitPrice(bytes);
    return view(id, positions.close(CallerContext.of(request).actor(), number, price));
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.NOBODY, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}")
  @Operation(summary = "Delete a position, open or closed")
  public void delete(@Context ContainerRequestContext request, @RestPath String id) {
    if (!positions.delete(CallerContext.of(request).actor(), parseId(id))) throw missing(id);
  }

  private static PositionView view(String id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> PositionView.of(done.position());
      case Outcome.Closed closed ->
          throw new ApiException(
              ErrorCode.TRADE_ALREADY_CLOSED, "Trade " + id + " is closed already");
      case Outcome.Missing missing -> throw missing(id);
    };
  }

  /// What is no number is the id of nothing.
  private static long parseId(String id) {
    if (!id.matches("[0-9]{1,18}")) throw missing(id);
    return Long.parseLong(id);
  }

  private static ApiException missing(String id) {
    return new ApiException(
        ErrorCode.TRADE_NOT_FOUND, "There is no trade " + FieldReader.quoted(id));
  }
}
