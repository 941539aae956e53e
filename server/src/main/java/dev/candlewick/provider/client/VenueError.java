package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The error in the body of a response.
///
/// @param message worded by this server
/// @param until the end of a ban; null when the body does not name it
public record VenueError(ProviderException.Kind kind, String message, @Nullable Instant until) {
  /// Parses a venue's error responses.
  @FunctionalInterface
  public interface Reader {
    /// Returns null when the body is not one of the venue's documented errors.
    @Nullable VenueError read(byte[] body);
  }
}
