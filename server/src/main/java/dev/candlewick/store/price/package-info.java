/// TODO.
@NullMarked
package dev.candlewick.store.price;

import org.jspecify.annotations.NullMarked;
