/// TODO.
@NullMarked
package dev.candlewick.stream;

import org.jspecify.annotations.NullMarked;
