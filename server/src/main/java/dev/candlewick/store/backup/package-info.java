/// TODO.
@NullMarked
package dev.candlewick.store.backup;

import org.jspecify.annotations.NullMarked;
