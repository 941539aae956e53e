package dev.candlewick.wiring;

import dev.candlewick.bus.Bus;
import dev.candlewick.charts.CandleFrames;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillJobs;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.ingest.fetch.CandleFetch;
import dev.candlewick.ingest.follow.Follower;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.ingest.poll.PriceRound;
import dev.candlewick.ingest.poll.StoredTicks;
import dev.candlewick.ingest.post.CandlePosting;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.settings.PollSettings;
import dev.candlewick.store.candle.PostedCandleStore;
import java.util.function.Consumer;

/// What brings data in: requests, jobs, feeds and the poll.
public record IngestParts(
    Providers providers,
    CandleFetch fetch,
    CandlePosting posting,
    MarketCharts charts,
    CandleFrames frames,
    BackfillJobs backfillJobs,
    BackfillRunner backfillRunner,
    VenueFeeds feeds,
    Follower follower,
    StoredTicks storedTicks,
    PricePoll poll) {
  /// Nothing runs before it is started.
  static IngestParts of(
      SharedParts shared, StoreParts stores, Providers providers, NameParts names) {
    Bus bus = shared.bus();
    Consumer<String> log = shared.log();
    Ingest ingest =
        new Ingest(
            providers,
            stores.series(),
            stores.candles(),
            stores.coverage(),
            stores.backfills(),
            shared.clock(),
            Thread::sleep);
    int parallel = shared.settings().candles().backfillParallel();
    VenueFeeds feeds = new VenueFeeds(ingest, stores.prints(), stores.printFeeds(), bus, log);
    StoredTicks storedTicks = new StoredTicks(stores.ticks(), stores.instruments(), bus, log);
    stores.database().changeFeed().subscribe(storedTicks);
    return new IngestParts(
        providers,
        new CandleFetch(ingest),
        new CandlePosting(new PostedCandleStore(stores.database(), stores.candles())),
        new MarketCharts(
            ingest,
            names.catalog(),
            stores.seriesCache(),
            stores.charts(),
            stores.database().changeFeed(),
            shared.settings().venues().order()),
        frames(shared, stores),
        BackfillJobs.of(ingest, parallel),
        new BackfillRunner(ingest, parallel, log),
        feeds,
        new Follower(ingest, feeds, log),
        storedTicks,
        poll(shared, stores, providers, names));
  }

  private static CandleFrames frames(SharedParts shared, StoreParts stores) {
    return new CandleFrames(
        new CandleFrames.Stores(
            stores.series(), stores.candles(), stores.seriesCache(), stores.coverage()),
        stores.database().changeFeed(),
        shared.clock());
  }

  private static PricePoll poll(
      SharedParts shared, StoreParts stores, Providers providers, NameParts names) {
    PollSettings settings = shared.settings().polling();
    PriceProvider provider = providers.prices(settings.provider()).orElseThrow();
    PriceRound round =
        new PriceRound(
            provider,
            names.catalog(),
            stores.instruments(),
            stores.ticks(),
            shared.bus(),
            shared.clock());
    return new PricePoll(round, stores.ticks(), settings, shared.clock(), shared.log());
  }

  void start() {
    poll.start();
    follower.start();
    backfillRunner.start();
  }

  /// Stops the jobs at their next page.
  void close() {
    backfillRunner.close();
    follower.close();
    poll.close();
  }
}
