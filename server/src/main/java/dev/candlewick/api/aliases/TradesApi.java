package dev.candlewick.api.aliases;

import dev.candlewick.account.Scope;
import dev.candlewick.api.Access;
import dev.candlewick.api.Access.Anonymous;
import dev.candlewick.api.ApiException;
import dev.candlewick.api.PrintApi;
import dev.candlewick.api.PrintParameters;
import dev.candlewick.api.TradesKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Bare `/trades`, which means market prints in document 004 and an account's positions in document
/// 003. What is sent tells which; positions need credentials.
@Access(anonymous = Anonymous.ANYONE)
@Path("/trades")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Market prints")
public final class TradesApi {
  private final PrintApi prints;

  public TradesApi(PrintApi prints) {
    this.prints = prints;
  }

  @GET
  @Operation(summary = "Alias of /api/v1/market_trades when a filter or a page is asked for")
  public Response list(@BeanParam PrintParameters query) {
    if (!query.any()) {
      throw ApiException.unauthorized(
          "Positions need credentials; for market prints add limit or symbol, or ask"
              + " /api/v1/market_trades");
    }
    return prints.list(query);
  }

  @POST
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Operation(summary = "Alias of /api/v1/market_trades for bodies with price, qty and timestamp")
  public Response post(byte[] bytes) {
    TradesKeys.Meaning meaning = TradesKeys.of(bytes);
    return switch (meaning) {
      case PRINT -> prints.post(bytes);
      case POSITION -> throw ApiException.unauthorized("Positions need credentials");
      case UNCLEAR -> throw TradesKeys.unclear();
    };
  }
}
