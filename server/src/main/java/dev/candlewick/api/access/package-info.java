/// TODO.
@NullMarked
package dev.candlewick.api.access;

import org.jspecify.annotations.NullMarked;
