/// The connection below the routes: refuses requests that are not HTTP as its standard has it, and
/// those that are too large or arrive too slowly. Start at `RequestGuard`.
@NullMarked
package dev.candlewick.api.wire;

import org.jspecify.annotations.NullMarked;
