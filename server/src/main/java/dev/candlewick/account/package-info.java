/// Who asks and what they may: passwords, sessions, API tokens, access tokens, throttling. It knows
/// the store and the settings, and nothing of HTTP. Start at `Caller`.
@NullMarked
package dev.candlewick.account;

import org.jspecify.annotations.NullMarked;
