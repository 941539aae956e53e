/// Builds the parts of the program in plain Java: one record of parts per area. Only the root uses
/// it. Start at `Wiring`.
@NullMarked
package dev.candlewick.wiring;

import org.jspecify.annotations.NullMarked;
