/// TODO.
@NullMarked
package dev.candlewick.api.journal;

import org.jspecify.annotations.NullMarked;
