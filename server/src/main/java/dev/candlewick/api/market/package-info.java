/// TODO.
@NullMarked
package dev.candlewick.api.market;

import org.jspecify.annotations.NullMarked;
