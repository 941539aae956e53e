package dev.candlewick.api.status;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The name and version of the server.
@Access(anonymous = Anonymous.ALL)
@Path("/")
@NonBlocking
@Tag(name = "Operations", description = "Health, version and metrics of the server")
public final class RootApi {
  private final String version;

  /// The server's name and version.
  public record ServerInfo(String status, String app, String version) {}

  public RootApi(Version version) {
    this.version = version.text();
  }

  /// The version of this build.
  public record Version(String text) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Read the name and version of the server")
  public ServerInfo info() {
    return new ServerInfo("ok", "Candlewick", version);
  }
}
