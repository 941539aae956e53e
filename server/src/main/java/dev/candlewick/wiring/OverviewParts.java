package dev.candlewick.wiring;

import dev.candlewick.overview.Markets;
import dev.candlewick.overview.Polling;

/// What shows all markets at once.
public record OverviewParts(Markets markets) {
  private static final String POLLED_QUOTE = "USD";

  static OverviewParts of(
      SharedParts shared, StoreParts stores, NameParts names, IngestParts ingest) {
    Polling polling = new Polling(ingest.poll().source(), POLLED_QUOTE, ingest.poll().interval());
    return new OverviewParts(
        Markets.of(
            new Markets.Stores(
                stores.series(),
                stores.candleSummaries(),
                stores.prints(),
                stores.printFeeds(),
                stores.tickSummaries(),
                stores.instruments(),
                stores.ledger()),
            new Markets.Sources(
                stores.database().changeFeed(),
                shared.bus(),
                names.catalog(),
                ingest.providers(),
                polling),
            shared.clock()));
  }
}
