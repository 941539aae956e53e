/// Background loops: the one way in which a thread of ours works by itself, survives every fault,
/// counts it and shows it. Knows no other package. Start at `Loop`.
@NullMarked
package dev.candlewick.loop;

import org.jspecify.annotations.NullMarked;
