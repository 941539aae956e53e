package dev.candlewick.api;

import dev.candlewick.live.Bus;
import dev.candlewick.live.StoredTicks;
import dev.candlewick.live.Topic;
import dev.candlewick.store.PrintFeedStore;
import dev.candlewick.store.SeriesStore;
import java.util.List;
import java.util.function.Function;

/// Where what is streamed comes from.
///
/// @param figures somebody's own figures as they stand, as JSON
/// @param order venues, the first that has a symbol is taken where none is named
public record StreamSources(
    Bus bus,
    StoredTicks ticks,
    SeriesStore series,
    PrintFeedStore prints,
    Function<Topic.Own, String> figures,
    List<String> order) {
  public StreamSources {
    order = List.copyOf(order);
  }
}
