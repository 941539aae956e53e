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
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The positions of all accounts, for administrators; they cannot change them.
@Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
@Path("/api/v1/admin/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
public final class AdminTradesApi {
  private final AdminPositionStore positions;
  private final Symbols symbols;

  /// A position and its account.
  ///
  /// @param username null when the account is deleted
  public record AccountPosition(
      @JsonUnwrapped PositionView position, long accountId, @Nullable String username) {
    static AccountPosition of(OwnedPosition owned) {
      return new AccountPosition(
          PositionView.of(owned.position()), owned.accountId(), owned.username());
    }
  }

  public AdminTradesApi(AdminPositionStore positions, Symbols symbols) {
    this.positions = positions;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "List the positions of all accounts, newest first",
      description = "Pages as in /api/v1/trades; username narrows to one account.")
  @APIResponse(
      responseCode = "200",
      description = "The positions",
      headers = {
        @Header(name = "X-Total-Count", ref = "TotalCount"),
        @Header(name = "Link", ref = "Link")
      })
  public RestResponse<List<AccountPosition>> list(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      @BeanParam PositionFilters query,
      @BeanParam PositionPaging paging,
      @RestQuery @Parameter(description = "Only the positions of this account")
          @Nullable String username) {
    FieldReader reader = new FieldReader();
    PositionFilter filter = query.filter(reader, symbols);
    PositionPage.Request wanted = paging.page(reader);
    reader.check();
    String owner =
        username == null || username.isBlank() ? null : username.strip().toLowerCase(Locale.ROOT);
    PositionPage<OwnedPosition> page = positions.page(filter, owner, wanted);
    return PositionLists.response(
        PositionLists.links(http, request),
        page,
        owned -> owned.position().id(),
        AccountPosition::of);
  }
}
