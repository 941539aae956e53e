/// TODO.
@NullMarked
package dev.candlewick.api.portfolio;

import org.jspecify.annotations.NullMarked;
