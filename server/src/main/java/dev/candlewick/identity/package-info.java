/// TODO.
@NullMarked
package dev.candlewick.identity;

import org.jspecify.annotations.NullMarked;
