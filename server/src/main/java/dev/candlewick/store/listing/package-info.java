/// TODO.
@NullMarked
package dev.candlewick.store.listing;

import org.jspecify.annotations.NullMarked;
