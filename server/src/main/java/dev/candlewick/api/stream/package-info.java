/// Streams over WebSocket and server-sent events. Start at `StreamRoutes`.
@NullMarked
package dev.candlewick.api.stream;

import org.jspecify.annotations.NullMarked;
