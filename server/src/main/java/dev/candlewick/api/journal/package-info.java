/// The trade journal over HTTP (document 003). Start at `PositionApi`.
@NullMarked
package dev.candlewick.api.journal;

import org.jspecify.annotations.NullMarked;
