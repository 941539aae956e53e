/// TODO.
@NullMarked
package dev.candlewick.api.status;

import org.jspecify.annotations.NullMarked;
