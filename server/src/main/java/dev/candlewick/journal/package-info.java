/// Positions, their outcomes and their summary. Pure.
@NullMarked
package dev.candlewick.journal;

import org.jspecify.annotations.NullMarked;
