/// TODO.
@NullMarked
package dev.candlewick.store.candle;

import org.jspecify.annotations.NullMarked;
