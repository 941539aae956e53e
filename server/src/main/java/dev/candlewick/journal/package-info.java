/// Positions, their results and their summary. Pure. Start at `Position`.
@NullMarked
package dev.candlewick.journal;

import org.jspecify.annotations.NullMarked;
