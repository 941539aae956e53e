package dev.candlewick.api.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reads files that ship with the server.
final class Shipped {
  private Shipped() {}

  /// Returns the bytes of a file; null when it was not shipped.
  static @Nullable Buffer read(String resource) {
    try (InputStream in = Shipped.class.getResourceAsStream(resource)) {
      return in == null ? null : Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
