package dev.candlewick.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account that can sign in.
///
/// @param username lower case
/// @param disabledAt since when all its credentials are invalid; null while it is enabled
/// @param credentialsSince access tokens issued under an earlier value are invalid
public record Account(
    long id,
    String username,
    boolean admin,
    @Nullable Instant disabledAt,
    Instant credentialsSince,
    Instant createdAt) {
  public boolean disabled() {
    return disabledAt != null;
  }
}
