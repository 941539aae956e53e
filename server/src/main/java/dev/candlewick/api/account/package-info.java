/// TODO.
@NullMarked
package dev.candlewick.api.account;

import org.jspecify.annotations.NullMarked;
