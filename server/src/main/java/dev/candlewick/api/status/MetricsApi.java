package dev.candlewick.api.status;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.settings.MetricsAccess;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The metrics in the text form of Prometheus, for clients on this machine and for administrators,
/// or for all with `METRICS=open`.
@Access(anonymous = Anonymous.LOCAL)
@Path("/metrics")
@Tag(name = "Operations")
@RunOnVirtualThread
@SuppressWarnings("deprecation") // Quarkus ships no newer client of Prometheus.
public final class MetricsApi {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final PrometheusMeterRegistry registry;
  private final MetricsAccess access;

  public MetricsApi(PrometheusMeterRegistry registry, MetricsAccess access) {
    this.registry = registry;
    this.access = access;
  }

  @GET
  @Operation(
      summary = "Read the metrics",
      description =
          "From this machine, or with an administrator's token, or without one with METRICS=open.")
  @APIResponse(
      responseCode = "200",
      description =
          "The metrics in the text form of Prometheus, or of OpenMetrics if it is accepted",
      content = {
        @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = OPEN_METRICS, schema = @Schema(type = SchemaType.STRING))
      })
  public Response scrape(@Context ContainerRequestContext request) {
    check(CallerContext.of(request), ClientAddress.of(request));
    String accept = request.getHeaderString(HttpHeaders.ACCEPT);
    String type =
        accept != null && accept.contains(OPEN_METRICS)
            ? TextFormat.CONTENT_TYPE_OPENMETRICS_100
            : TextFormat.CONTENT_TYPE_004;
    return Response.ok(registry.scrape(type), type).build();
  }

  private void check(Caller caller, ClientAddress client) {
    boolean open = access == MetricsAccess.OPEN || client.isLocal();
    if (open || caller.scopes().contains(Scope.ADMIN)) return;
    throw caller.isAnonymous()
        ? ApiException.unauthorized(
            "From beyond this machine metrics need an administrator's token")
        : CallerContext.missingScope(List.of(Scope.ADMIN));
  }
}
