/// WebSocket feeds of venues: connections, subscriptions, renewal and loss. A venue adds its own
/// protocol. Start at `WebSocketFeed`.
@NullMarked
package dev.candlewick.provider.feed;

import org.jspecify.annotations.NullMarked;
