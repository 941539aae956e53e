package dev.candlewick.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who can sign in.
///
/// @param username lower case
/// @param disabledAt since when nothing of theirs holds; null while it does
/// @param credentialsSince access tokens that were issued under an earlier one do not hold
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
