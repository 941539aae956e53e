package dev.candlewick.api.docs;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ServerUrl;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The documentation of the streams: their description, and a page to try them.
@Access(anonymous = Anonymous.ALL)
@Path("/")
@RunOnVirtualThread
public final class StreamDocsApi {
  /// The server in the shipped description.
  private static final String DEFAULT_SERVER =
      """
            "host": "127.0.0.1:8000",
            "protocol": "ws",
      """;

  @GET
  @Path("/asyncapi.json")
  @Operation(hidden = true)
  public Response description(@Context ContainerRequestContext request) {
    ServerUrl url = ClientAddress.of(request).url();
    String server =
        """
              "host": "%s",
              "pathname": "%s",
              "protocol": "%s",
        """
            .formatted(
                url.host(),
                url.basePath().isEmpty() ? "/" : url.basePath(),
                url.tls() ? "wss" : "ws");
    String text = DocsPages.text("asyncapi.json").replace(DEFAULT_SERVER, server);
    return Response.ok(text.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON).build();
  }

  @GET
  @Path("/docs/stream")
  @Operation(hidden = true)
  public Response page(@Context ContainerRequestContext request) {
    return DocsPages.page("stream.html", request);
  }
}
