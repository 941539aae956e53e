package dev.candlewick.api.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.catalog.TopicNames;
import dev.candlewick.ingest.poll.StoredTicks;
import dev.candlewick.store.ChangeFeed;

/// The sources of the streams.
public record StreamSources(
    Bus bus, StoredTicks ticks, TopicNames topics, FiguresJson figures, ChangeFeed changes) {}
