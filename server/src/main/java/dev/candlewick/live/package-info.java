/// What happens now, for who listens in this process. Start at `Bus`.
@NullMarked
package dev.candlewick.live;

import org.jspecify.annotations.NullMarked;
