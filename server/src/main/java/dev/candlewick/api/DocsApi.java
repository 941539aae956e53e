package dev.candlewick.api;

import dev.candlewick.api.Access.Anonymous;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// The API's own pages: Swagger UI and ReDoc, from files that ship with the server.
@Access(anonymous = Anonymous.ANYONE)
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
  public String docs() {
    return swagger();
  }

  @GET
  @Path("/redoc")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public String redoc() {
    return redocPage();
  }

  @GET
  @Path("/docs/assets/{name}")
  @Operation(hidden = true)
  public Response asset(@RestPath String name) {
    String pattern = ASSETS.get(name);
    if (pattern == null) throw ApiException.notFound("There is no asset " + Faults.shown(name));
    String version = name.startsWith("redoc") ? webjars.redoc() : webjars.swaggerUi();
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    return Response.ok(bytes(WEBJARS + pattern.formatted(version)), type)
        .header("Cache-Control", "max-age=86400")
        .build();
  }

  /// A file that ships with the server.
  static byte[] bytes(String resource) {
    try (InputStream in = DocsApi.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("not shipped: " + resource);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String swagger() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Candlewick API</title>
      <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
    </head>
    <body>
      <div id="swagger-ui"></div>
      <script src="/docs/assets/swagger-ui-bundle.js"></script>
      <script>SwaggerUIBundle({url: '/openapi.json', dom_id: '#swagger-ui'});</script>
    </body>
    </html>
    """;
  }

  private static String redocPage() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Candlewick API</title>
    </head>
    <body>
      <redoc spec-url="/openapi.json"></redoc>
      <script src="/docs/assets/redoc.standalone.js"></script>
    </body>
    </html>
    """;
  }
}
