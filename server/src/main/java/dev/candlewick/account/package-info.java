/// Authentication and authorization: passwords, sessions, API tokens, access tokens, throttling.
/// Uses the store and the settings, and nothing of HTTP. Start at `Accounts`.
@NullMarked
package dev.candlewick.account;

import org.jspecify.annotations.NullMarked;
