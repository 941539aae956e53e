/// Accounts, callers and scopes: the values that name an account and what a credential allows.
/// Pure; uses nothing. Start at `Caller`.
@NullMarked
package dev.candlewick.identity;

import org.jspecify.annotations.NullMarked;
