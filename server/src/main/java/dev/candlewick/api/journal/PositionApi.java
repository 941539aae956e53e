package dev.candlewick.api.journal;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.journal.PositionBodies.Closing;
import dev.candlewick.api.journal.PositionBodies.Opening;
import dev.candlewick.api.journal.PositionChange.PositionClose;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.PositionException;
import dev.candlewick.market.QuotedText;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionPage;
import dev.candlewick.store.ledger.PositionStore;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/// The caller's positions (document 003). A position of another account is not found.
@Access(anonymous = Anonymous.NONE)
@Path("/api/v1/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Trade journal", description = "Positions of an account and their results")
public final class PositionApi {
  private final PositionStore positions;
  private final Symbols symbols;
  private final InstantSource clock;
  private final PositionBodies bodies;

  public PositionApi(PositionStore positions, Symbols symbols, InstantSource clock) {
    this.positions = positions;
    this.symbols = symbols;
    this.clock = clock;
    this.bodies = new PositionBodies(symbols, clock);
  }

  @GET
  @Operation(
      summary = "List your positions, newest first",
      description =
          "Sorted by something else with sort, where open positions are above all closed ones. The count of the whole filter is in X-Total-Count. Link has the address of the next page;"
              + " the last page has none.")
  @APIResponse(
      responseCode = "200",
      description = "The positions",
      headers = {
        @Header(name = "X-Total-Count", ref = "TotalCount"),
        @Header(name = "Link", ref = "Link")
      })
  public RestResponse<List<PositionView>> list(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      @BeanParam PositionFilters query,
      @BeanParam PositionPaging paging,
      @BeanParam PositionOrder order) {
    FieldReader reader = new FieldReader();
    PositionFilter filter = query.filter(reader, symbols);
    PositionPage.Request wanted = order.applyTo(reader, paging.page(reader));
    reader.check();
    PositionPage<Position> page =
        positions.page(CallerContext.of(request).accountId(), filter, wanted);
    return PositionLists.response(
        PositionLists.links(http, request), page, Position::id, PositionView::of);
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Open a position")
  @ResponseStatus(201)
  public PositionView open(
      @Context ContainerRequestContext request,
      @RequestBodySchema(NewPosition.class) byte[] bytes) {
    Caller caller = CallerContext.of(request);
    Opening opening = bodies.opening(bytes);
    return PositionView.of(
        positions.open(caller.actor(), opening.terms(), opening.openedAt(), opening.remarks()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a position")
  public PositionView get(
      @Context ContainerRequestContext request, @RestPath @IdOf("position") String id) {
    return positions
        .find(CallerContext.of(request).accountId(), parseId(id))
        .map(PositionView::of)
        .orElseThrow(() -> missing(id));
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Change a position",
      description =
          "Any of its fields; exit_price and closed_at only of a closed position, which stays closed."
              + " The audit log keeps what was before.")
  public PositionView change(
      @Context ContainerRequestContext request,
      @RestPath @IdOf("position") String id,
      @RequestBodySchema(PositionChange.class) byte[] bytes) {
    long number = parseId(id);
    PositionEdit edit = bodies.edit(bytes);
    return view(
        id, positions.change(CallerContext.of(request).actor(), number, checked(edit::applyTo)));
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}/close")
  @Operation(
      summary = "Close a position at a price",
      description =
          "The price may be 0: a coin can lose all its value. Of two simultaneous requests exactly one"
              + " closes the position; the other is refused.")
  public PositionView close(
      @Context ContainerRequestContext request,
      @RestPath @IdOf("position") String id,
      @RequestBodySchema(PositionClose.class) byte[] bytes) {
    long number = parseId(id);
    Closing closing = bodies.closing(bytes);
    Instant now = clock.instant();
    return view(
        id,
        positions.close(
            CallerContext.of(request).actor(),
            number,
            checked(open -> PositionEdit.close(open, closing.price(), closing.at(), now))));
  }

  /// Rejects the request with the field that a position does not admit.
  private static UnaryOperator<Position> checked(UnaryOperator<Position> change) {
    return position -> {
      try {
        return change.apply(position);
      } catch (PositionException e) {
        FieldReader reader = new FieldReader();
        reader.add("body." + e.field(), e.fault());
        throw reader.toException();
      }
    };
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}/reopen")
  @Operation(
      summary = "Open a closed position again",
      description = "Its exit is removed, and the audit log keeps it. 409 when it is open.")
  public PositionView reopen(
      @Context ContainerRequestContext request, @RestPath @IdOf("position") String id) {
    Outcome outcome = positions.reopen(CallerContext.of(request).actor(), parseId(id));
    if (outcome instanceof Outcome.WrongStatus) {
      throw new ApiException(ErrorCode.CONFLICT, "Trade " + id + " is open");
    }
    return view(id, outcome);
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}/restore")
  @Operation(
      summary = "Restore a deleted position",
      description =
          "With its id and times, within seven days of the deletion; 404 later, and when no position of"
              + " this id was deleted.")
  public PositionView restore(
      @Context ContainerRequestContext request, @RestPath @IdOf("position") String id) {
    return positions
        .restore(CallerContext.of(request).actor(), parseId(id))
        .map(PositionView::of)
        .orElseThrow(() -> missing(id));
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Delete a position, open or closed",
      description = "It can be restored within seven days.")
  public void delete(
      @Context ContainerRequestContext request, @RestPath @IdOf("position") String id) {
    if (!positions.delete(CallerContext.of(request).actor(), parseId(id))) throw missing(id);
  }

  private static PositionView view(String id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> PositionView.of(done.position());
      case Outcome.WrongStatus closed ->
          throw new ApiException(
              ErrorCode.TRADE_ALREADY_CLOSED, "Trade " + id + " is closed already");
      case Outcome.Missing missing -> throw missing(id);
    };
  }

  /// A text that is not a number is the id of no position.
  private static long parseId(String id) {
    if (!id.matches("[0-9]{1,18}")) throw missing(id);
    return Long.parseLong(id);
  }

  private static ApiException missing(String id) {
    return new ApiException(ErrorCode.TRADE_NOT_FOUND, "There is no trade " + QuotedText.of(id));
  }
}
