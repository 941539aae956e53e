package dev.candlewick;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.Accounts;
import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.account.ResponseEncryption;
import dev.candlewick.api.account.ClientSessionApi;
import dev.candlewick.api.docs.DocsApi;
import dev.candlewick.api.docs.Resources;
import dev.candlewick.api.filter.RouteTable;
import dev.candlewick.api.http.ResponseCache;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.market.CandleApi;
import dev.candlewick.api.market.CandlePosts;
import dev.candlewick.api.status.RootApi;
import dev.candlewick.api.stream.FiguresJson;
import dev.candlewick.api.stream.StreamSources;
import dev.candlewick.api.stream.Streaming;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.books.Assets;
import dev.candlewick.books.PortfolioHistories;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.NameSearch;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.charts.CandleFrames;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillJobs;
import dev.candlewick.ingest.fetch.CandleFetch;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.overview.InstrumentPrices;
import dev.candlewick.overview.MarketOverview;
import dev.candlewick.overview.SeriesOverview;
import dev.candlewick.overview.VenueOverview;
import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.MetricsAccess;
import dev.candlewick.store.Database;
import dev.candlewick.store.IdempotencyStore;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.PreferenceStore;
import dev.candlewick.store.account.WatchListStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.AdminPositionStore;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.wiring.BookParts;
import dev.candlewick.wiring.IngestParts;
import dev.candlewick.wiring.NameParts;
import dev.candlewick.wiring.StoreParts;
import dev.candlewick.wiring.Wiring;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// Hands the parts of the program to the HTTP side: one producer for each that a resource takes.
/// `serve` wires first and boots Quarkus then, so that a fault ends as a message and not as a stack
/// of beans.
@Singleton
public final class Beans {
  private static final AtomicReference<Wiring> HANDED_OVER = new AtomicReference<>();

  private final Wiring wiring = handedOver();
  private final StoreParts stores = wiring.stores();
  private final NameParts names = wiring.names();
  private final IngestParts ingest = wiring.ingest();
  private final BookParts books = wiring.books();

  @Produces @Singleton final InstantSource clock = wiring.clock();
  @Produces @Singleton final HttpSettings http = wiring.settings().http();
  @Produces @Singleton final MetricsAccess metrics = wiring.settings().server().metrics();

  @Produces @Singleton final Database database = stores.database();
  @Produces @Singleton final SeriesStore series = stores.series();
  @Produces @Singleton final SeriesCache seriesCache = stores.seriesCache();
  @Produces @Singleton final CandleStore candles = stores.candles();
  @Produces @Singleton final CandlePageStore candlePages = stores.candlePages();
  @Produces @Singleton final CoverageStore coverage = stores.coverage();
  @Produces @Singleton final BackfillStore backfills = stores.backfills();
  @Produces @Singleton final PrintStore prints = stores.prints();
  @Produces @Singleton final PrintFeedStore printFeeds = stores.printFeeds();
  @Produces @Singleton final TickStore ticks = stores.ticks();
  @Produces @Singleton final InstrumentStore instruments = stores.instruments();
  @Produces @Singleton final RevisionStore revisions = stores.revisions();
  @Produces @Singleton final PositionStore positions = stores.positions();
  @Produces @Singleton final AdminPositionStore adminPositions = stores.adminPositions();
  @Produces @Singleton final AuditStore audit = stores.audit();
  @Produces @Singleton final IdempotencyStore idempotency = stores.idempotency();
  @Produces @Singleton final PreferenceStore preferences = stores.preferences();
  @Produces @Singleton final WatchListStore watchLists = stores.watchLists();

  @Produces @Singleton final Catalog catalog = names.catalog();
  @Produces @Singleton final Symbols symbols = names.symbols();
  @Produces @Singleton final NameSearch search = names.search();

  @Produces @Singleton final Providers providers = ingest.providers();
  @Produces @Singleton final CandleFetch fetch = ingest.fetch();
  @Produces @Singleton final MarketCharts charts = ingest.charts();
  @Produces @Singleton final CandleFrames frames = ingest.frames();
  @Produces @Singleton final BackfillJobs backfillJobs = ingest.backfillJobs();
  @Produces @Singleton final VenueFeeds feeds = ingest.feeds();
  @Produces @Singleton final PricePoll poll = ingest.poll();

  @Produces @Singleton
  final SeriesOverview seriesOverview = new SeriesOverview(series, coverage, providers, clock);

  @Produces @Singleton
  final VenueOverview venueOverview = new VenueOverview(providers, feeds, poll, instruments);

  @Produces @Singleton final Accounts accounts = books.accounts();
  @Produces @Singleton final CredentialVerifier credentials = accounts.credentialVerifier();
  @Produces @Singleton final ResponseEncryption encryption = accounts.responseEncryption();
  @Produces @Singleton final Assets assets = books.assets();
  @Produces @Singleton final PortfolioHistories histories = books.histories();
  @Produces @Singleton final AccountFigures figures = books.figures();

  @Produces @Singleton final MarketOverview markets = wiring.overview().markets().overview();

  @Produces @Singleton
  final InstrumentPrices instrumentPrices = wiring.overview().markets().prices();

  @Produces @Singleton final RouteTable routes = Resources.routes();

  @Produces @Singleton
  final ResponseCache responses = new ResponseCache(database.changeFeed(), clock);

  @Produces @Singleton
  final WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors());

  @Produces @Singleton
  final CandlePosts posts = new CandlePosts(symbols, ingest.posting(), candlePages);

  @Produces @Singleton
  final CandleApi.Defaults defaults = new CandleApi.Defaults(wiring.settings().candles(), clock);

  @Produces @Singleton
  final ClientSessionApi.Installation installation =
      new ClientSessionApi.Installation(
          Build.read().version(),
          wiring.settings().database() instanceof DatabaseSettings.Embedded
              ? wiring.settings().home().toString()
              : null);

  @Produces @Singleton final RootApi.Version version = new RootApi.Version(Build.read().version());

  @Produces @Singleton
  final DocsApi.Webjars webjars =
      new DocsApi.Webjars(Build.read().swaggerUi(), Build.read().redoc());

  private static Wiring handedOver() {
    Wiring given = HANDED_OVER.get();
    if (given == null) throw new IllegalStateException("nothing is wired; start with serve");
    return given;
  }

  static void handOver(Wiring wiring) {
    HANDED_OVER.set(wiring);
  }

  /// When the process is stopped, the JVM waits for Quarkus and not for the main thread: so the
  /// wiring is closed here, after the last request, and PostgreSQL is not left running.
  void stop(@Observes ShutdownEvent stop) {
    workers.close();
    wiring.close();
  }

  @Produces
  @Singleton
  FiguresJson figuresJson(ObjectMapper json) {
    return new FiguresJson(figures, json);
  }

  @Produces
  @Singleton
  Streaming streaming(FiguresJson figuresJson, ObjectMapper json) {
    StreamSources sources =
        new StreamSources(
            wiring.bus(), ingest.storedTicks(), names.topics(), figuresJson, database.changeFeed());
    return new Streaming(sources, credentials, http, wiring.settings().streams(), json);
  }
}
