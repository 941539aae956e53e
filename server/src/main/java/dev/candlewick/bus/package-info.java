/// Events as values that could be sent to another process, and their delivery to subscribers. Uses
/// `market`. Start at `Bus`.
@NullMarked
package dev.candlewick.bus;

import org.jspecify.annotations.NullMarked;
