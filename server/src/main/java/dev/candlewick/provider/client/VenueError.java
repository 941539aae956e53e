package dev.candlewick.provider.client;

import dev.candlewick.provider.ProviderException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the body of a refusal says.
///
/// @param message in our words
/// @param until the end of a ban, when the body names it
public record VenueError(ProviderException.Kind kind, String message, @Nullable Instant until) {
  /// Reads a venue's refusals.
  @FunctionalInterface
  public interface Reader {
    /// Null when the body is none of the venue's documented refusals.
    @Nullable VenueError read(byte[] body);
  }
}
