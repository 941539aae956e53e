/// TODO.
@NullMarked
package dev.candlewick.api.filter;

import org.jspecify.annotations.NullMarked;
