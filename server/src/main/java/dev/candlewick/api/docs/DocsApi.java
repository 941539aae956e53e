package dev.candlewick.api.docs;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.market.QuotedText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// The API's own pages: Swagger UI and ReDoc, from files that ship with the server.
@Access(anonymous = Anonymous.ALL)
@Path("/")
@RunOnVirtualThread
public final class DocsApi {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final Map<String, String> ASSETS =
      Map.of(
          "swagger-ui.css", "swagger-ui/%s/swagger-ui.css",
          "swagger-ui-bundle.js", "swagger-ui/%s/swagger-ui-bundle.js",
          "redoc.standalone.js", "redoc/%s/redoc.standalone.js");

  private final Webjars webjars;

  /// The versions of the shipped pages.
  public record Webjars(String swaggerUi, String redoc) {}

  public DocsApi(Webjars webjars) {
    this.webjars = webjars;
  }

  @GET
  @Path("/docs")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response docs(@Context ContainerRequestContext request) {
    return DocsPages.ofWebjar("swagger.html", request);
  }

  @GET
  @Path("/redoc")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response redoc(@Context ContainerRequestContext request) {
    return DocsPages.ofWebjar("redoc.html", request);
  }

  @GET
  @Path("/docs/assets/swagger.js")
  @Operation(hidden = true)
  public Response script() {
    return DocsPages.file("swagger.js", "text/javascript;charset=UTF-8");
  }

  @GET
  @Path("/docs/assets/{name}")
  @Operation(hidden = true)
  public Response asset(@RestPath String name) {
    String pattern = ASSETS.get(name);
    if (pattern == null) throw ApiException.notFound("There is no asset " + QuotedText.of(name));
    String version = name.startsWith("redoc") ? webjars.redoc() : webjars.swaggerUi();
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    return Response.ok(DocsPages.bytes(WEBJARS + pattern.formatted(version)), type)
        .header("Cache-Control", "max-age=86400")
        .build();
  }
}
