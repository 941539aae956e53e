package dev.candlewick.identity;

import org.jspecify.annotations.Nullable;

/// Who changes something, for the audit log.
///
/// @param accountId whose account they work with
/// @param name their username, `anonymous` or `command line`
/// @param credential how they proved it, in words
/// @param address where the request came from; null on the command line
public record Actor(long accountId, String name, String credential, @Nullable String address) {}
