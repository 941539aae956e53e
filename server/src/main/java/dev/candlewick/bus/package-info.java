/// TODO.
@NullMarked
package dev.candlewick.bus;

import org.jspecify.annotations.NullMarked;
