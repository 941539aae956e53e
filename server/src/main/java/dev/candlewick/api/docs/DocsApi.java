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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
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

  private static final Set<String> OWN =
      Set.of("page.css", "redoc.js", "stream.js", "swagger.js", "theme.js", "webjars.css");
  private static final String REDOC_IMAGE = "https://cdn.redoc.ly/redoc/logo-mini.svg";
  private static final String EMPTY_IMAGE =
      "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

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
  @Path("/docs/assets/{name}")
  @Operation(hidden = true)
  public Response asset(@RestPath String name) {
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    if (OWN.contains(name)) return DocsPages.file(name, type + ";charset=UTF-8");
    String pattern = ASSETS.get(name);
    if (pattern == null) throw ApiException.notFound("There is no asset " + QuotedText.of(name));
    String version = name.startsWith("redoc") ? webjars.redoc() : webjars.swaggerUi();
    byte[] bytes = DocsPages.bytes(WEBJARS + pattern.formatted(version));
    return Response.ok(name.startsWith("redoc") ? withoutRemoteImage(bytes) : bytes, type)
        .header("Cache-Control", "max-age=86400")
        .build();
  }

  /// ReDoc shows an image from a server of its makers, which the page's policy refuses.
  private static byte[] withoutRemoteImage(byte[] script) {
    return new String(script, StandardCharsets.UTF_8)
        .replace(REDOC_IMAGE, EMPTY_IMAGE)
        .getBytes(StandardCharsets.UTF_8);
  }
}
