/// Accounts, callers and scopes: the values that name an account and what a credential allows.
/// Pure; uses nothing. Start at `RequestOrigin`.
@NullMarked
package dev.candlewick.identity;

import org.jspecify.annotations.NullMarked;
