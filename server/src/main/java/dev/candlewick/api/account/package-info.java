/// Accounts, sign-in, tokens and administration over HTTP. Start at `AuthApi`.
@NullMarked
package dev.candlewick.api.account;

import org.jspecify.annotations.NullMarked;
