/// Random requests to every operation that the server describes, reproducible by their seed. Start
/// at `Fuzz`.
@NullMarked
package dev.candlewick.fuzz;

import org.jspecify.annotations.NullMarked;
