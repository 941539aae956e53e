/// Credentials, access rules and rate limits of requests. Start at `Access`.
@NullMarked
package dev.candlewick.api.access;

import org.jspecify.annotations.NullMarked;
