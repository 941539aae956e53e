/// Background loops: the one way in which a background thread of this process works, survives every
/// failure, counts it and reports it. Uses no other package. Start at `Loop`.
@NullMarked
package dev.candlewick.loop;

import org.jspecify.annotations.NullMarked;
