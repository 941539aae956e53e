package dev.candlewick.api.journal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.ledger.AdminPositionStore;
import dev.candlewick.store.ledger.AdminPositionStore.OwnedPosition;
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
  private final AdminPositionStore positions;
  private final Symbols symbols;

  /// A position and whose it is.
  public record View(
      @JsonUnwrapped PositionView position, long accountId, @Nullable String username) {
    static View of(OwnedPosition owned) {
      return new View(PositionView.of(owned.position()), owned.accountId(), owned.username());
    }
  }

  public AdminTradesApi(AdminPositionStore positions, Symbols symbols) {
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
    FieldReader reader = new FieldReader();
    PositionFilter filter = query.filter(reader, symbols);
    PositionPage.Request wanted = query.page(reader);
    reader.check();
    String owner =
        username == null || username.isBlank() ? null : username.strip().toLowerCase(Locale.ROOT);
    PositionPage<OwnedPosition> page = positions.page(filter, owner, wanted);
    return PositionLists.response(
        PositionLists.links(http, request), page, owned -> owned.position().id(), View::of);
  }
}
