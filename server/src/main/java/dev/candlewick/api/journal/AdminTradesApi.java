package dev.candlewick.api.journal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.ledger.AllPositions;
import dev.candlewick.store.ledger.AllPositions.Owned;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Everybody's positions, for the administrator, who may read them and nothing more.
@Access(anonymous = Anonymous.NOBODY, scope = Scope.ADMIN)
@Path("/api/v1/admin/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
public final class AdminTradesApi {
  private final AllPositions positions;
  private final Symbols symbols;

  /// A position and whose it is.
  public record View(
      @JsonUnwrapped PositionView position, long accountId, @Nullable String username) {
    static View of(Owned owned) {
      return new View(PositionView.of(owned.position()), owned.accountId(), owned.username());
    }
  }

  public AdminTradesApi(AllPositions positions, Symbols symbols) {
    this.positions = positions;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "List everybody's positions, newest first",
      description = "Pages as in /api/v1/trades; username narrows to one account.")
  public Response list(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      @BeanParam PositionParameters query,
      @RestQuery @Nullable String username) {
    Faults faults = new Faults();
    PositionFilter filter = query.filter(faults, symbols);
    PositionPage.Request wanted = query.page(faults);
    faults.check();
    String whose =
        username == null || username.isBlank() ? null : username.strip().toLowerCase(Locale.ROOT);
    PositionPage<Owned> page = positions.page(filter, whose, wanted);
    return PositionLists.answer(
        PositionLists.links(http, request), page, owned -> owned.position().id(), View::of);
  }
}
