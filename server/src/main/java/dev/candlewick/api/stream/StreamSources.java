package dev.candlewick.api.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.ingest.poll.StoredTicks;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.price.PrintFeedStore;
import java.util.List;

/// The sources of the streamed data.
///
/// @param venueOrder the venues in order; a symbol without a venue means the first that has it
public record StreamSources(
    Bus bus,
    StoredTicks ticks,
    SeriesStore series,
    PrintFeedStore prints,
    FiguresJson figures,
    ChangeFeed changes,
    List<String> venueOrder) {
  public StreamSources {
    venueOrder = List.copyOf(venueOrder);
  }
}
