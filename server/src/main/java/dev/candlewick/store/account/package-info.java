/// TODO.
@NullMarked
package dev.candlewick.store.account;

import org.jspecify.annotations.NullMarked;
