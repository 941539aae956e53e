/// TODO.
@NullMarked
package dev.candlewick.api.stream;

import org.jspecify.annotations.NullMarked;
