package dev.candlewick.identity;

import org.jspecify.annotations.Nullable;

/// The author of a change, for the audit log.
///
/// @param accountId the account the change is made under
/// @param name the username, `anonymous` or `command line`
/// @param credential the kind of credential, in words
/// @param address where the request came from; null on the command line
public record Actor(long accountId, String name, String credential, @Nullable String address) {}
