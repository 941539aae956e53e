package dev.candlewick.api;

import dev.candlewick.api.Access.Anonymous;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The streams' own pages: their description, and one to try them.
@Access(anonymous = Anonymous.ANYONE)
@Path("/")
@RunOnVirtualThread
public final class StreamDocsApi {
  private static final String FOLDER = "/docs/";

  /// The page loads its own files and talks to its own server, and that is all.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @GET
  @Path("/asyncapi.json")
  @Operation(hidden = true)
  public Response description() {
    return Response.ok(DocsApi.bytes(FOLDER + "asyncapi.json"), MediaType.APPLICATION_JSON).build();
  }

  @GET
  @Path("/docs/stream")
  @Operation(hidden = true)
  public Response page() {
    return Response.ok(DocsApi.bytes(FOLDER + "stream.html"), "text/html;charset=UTF-8")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  @GET
  @Path("/docs/assets/stream.js")
  @Operation(hidden = true)
  public Response script() {
    return Response.ok(DocsApi.bytes(FOLDER + "stream.js"), "text/javascript;charset=UTF-8")
        .build();
  }

  @GET
  @Path("/docs/assets/stream.css")
  @Operation(hidden = true)
  public Response style() {
    return Response.ok(DocsApi.bytes(FOLDER + "stream.css"), "text/css;charset=UTF-8").build();
  }
}
