/// TODO.
@NullMarked
package dev.candlewick.api.chart;

import org.jspecify.annotations.NullMarked;
