/// TODO.
@NullMarked
package dev.candlewick.charts;

import org.jspecify.annotations.NullMarked;
