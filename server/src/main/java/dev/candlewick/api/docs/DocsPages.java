package dev.candlewick.api.docs;

import dev.candlewick.api.http.ClientAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The pages and files of the documentation, which ship with the server.
public final class DocsPages {
  private static final String FOLDER = "/docs/";
  private static final String BASE = "{{base}}";

  /// A page loads its own files and connects to its own server, and nothing else.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /// The same for Swagger UI and ReDoc, whose elements have style attributes. ReDoc adds an empty
  /// style element, whose hash this is, and fills it by script; it creates a worker for its search.
  private static final String POLICY_OF_WEBJARS =
      POLICY.replace(
              "style-src 'self'",
              "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"
                  + " style-src-attr 'unsafe-inline'")
          + "; worker-src blob:";

  private DocsPages() {}

  static Response page(String name, ContainerRequestContext request) {
    return page(name, POLICY, request);
  }

  static Response ofWebjar(String name, ContainerRequestContext request) {
    return page(name, POLICY_OF_WEBJARS, request);
  }

  /// A page whose links begin with the path below which the client reaches the server.
  private static Response page(String name, String policy, ContainerRequestContext request) {
    String base = ClientAddress.of(request).url().basePath();
    byte[] page = text(name).replace(BASE, base).getBytes(StandardCharsets.UTF_8);
    return Response.ok(page, "text/html;charset=UTF-8")
        .header("Content-Security-Policy", policy)
        .header("Cache-Control", "no-cache")
        .build();
  }

  static Response file(String name, String mediaType) {
    return Response.ok(bytes(FOLDER + name), mediaType).header("Cache-Control", "no-cache").build();
  }

  static String text(String name) {
    return new String(bytes(FOLDER + name), StandardCharsets.UTF_8);
  }

  /// A file that ships with the server.
  public static byte[] bytes(String resource) {
    try (InputStream in = DocsPages.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("not shipped: " + resource);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
