/// Accounts, sessions, tokens, shared secrets and the audit log as rows. Start at `AccountStore`.
@NullMarked
package dev.candlewick.store.account;

import org.jspecify.annotations.NullMarked;
