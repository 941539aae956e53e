package dev.candlewick;

import dev.candlewick.ingest.post.CandlePosting;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.Accounts;
import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.account.ResponseEncryption;
import dev.candlewick.api.docs.DocsApi;
import dev.candlewick.api.docs.Resources;
import dev.candlewick.api.filter.RouteTable;
import dev.candlewick.api.http.ResponseCache;
import dev.candlewick.api.http.WorkerPool;
import dev.candlewick.api.market.CandleApi;
import dev.candlewick.api.market.CandlePosts;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.books.Assets;
import dev.candlewick.api.status.RootApi;
import dev.candlewick.api.stream.FiguresJson;
import dev.candlewick.api.stream.StreamSources;
import dev.candlewick.api.stream.Streaming;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.ingest.fetch.CandleFetch;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.MetricsAccess;
import dev.candlewick.store.Database;
import dev.candlewick.store.IdempotencyStore;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.PostedCandleStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.AdminPositionStore;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickStore;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// Hands the parts of the wiring to the HTTP side: one producer for each that a resource takes.
/// `serve` wires first and boots Quarkus then, so that a fault ends as a message and not as a stack
/// of beans.
@Singleton
public final class Beans {
  private static final AtomicReference<Wiring> HANDED_OVER = new AtomicReference<>();

  private final Wiring wiring;

  Beans() {
    Wiring given = HANDED_OVER.get();
    if (given == null) throw new IllegalStateException("nothing is wired; start with serve");
    this.wiring = given;
  }

  static void handOver(Wiring wiring) {
    HANDED_OVER.set(wiring);
  }

  /// When the process is told to stop, the JVM waits for Quarkus and not for our main thread: so
  /// what was wired is closed here, after the last request, and PostgreSQL is not left running.
  void stop(@Observes ShutdownEvent stop) {
    wiring.close();
  }

  @Produces
  @Singleton
  Database database() {
    return wiring.database();
  }

  @Produces
  @Singleton
  HttpSettings http() {
    return wiring.settings().http();
  }

  @Produces
  @Singleton
  MetricsAccess metrics() {
    return wiring.settings().server().metrics();
  }

  @Produces
  @Singleton
  Accounts accounts() {
    return wiring.accounts();
  }

  @Produces
  @Singleton
  CredentialVerifier credentials() {
    return wiring.accounts().credentialVerifier();
  }

  @Produces
  @Singleton
  AuditStore audit() {
    return new AuditStore(wiring.database());
  }

  @Produces
  @Singleton
  ResponseEncryption responseEncryption() {
    return wiring.accounts().responseEncryption();
  }

  @Produces
  @Singleton
  IdempotencyStore idempotencyStore() {
    return wiring.idempotencyStore();
  }

  @Produces
  @Singleton
  Providers providers() {
    return wiring.providers();
  }

  @Produces
  @Singleton
  SeriesStore series() {
    return wiring.series();
  }

  @Produces
  @Singleton
  CoverageStore coverage() {
    return wiring.coverage();
  }

  @Produces
  @Singleton
  BackfillStore backfills() {
    return wiring.backfills();
  }

  @Produces
  @Singleton
  BackfillRequests backfillRequests() {
    return wiring.backfillRequests();
  }

  @Produces
  @Singleton
  CandleStore candles() {
    return wiring.ingest().candles();
  }

  @Produces
  @Singleton
  CandlePageStore pages() {
    return wiring.pages();
  }

  @Produces
  @Singleton
  PrintStore prints() {
    return wiring.prints();
  }

  @Produces
  @Singleton
  RevisionStore revisions() {
    return wiring.revisions();
  }

  @Produces
  @Singleton
  PrintFeedStore printFeeds() {
    return wiring.printFeeds();
  }

  @Produces
  @Singleton
  VenueFeeds feeds() {
    return wiring.feeds();
  }

  @Produces
  @Singleton
  PositionStore positions() {
    return new PositionStore(wiring.database());
  }

  @Produces
  @Singleton
  AdminPositionStore adminPositions() {
    return new AdminPositionStore(wiring.database());
  }

  @Produces
  @Singleton
  Assets assets(Symbols symbols) {
    return new Assets(
        symbols, wiring.ledger(), wiring.instruments(), wiring.holdings(), wiring.clock());
  }

  @Produces
  @Singleton
  AccountFigures accountFigures() {
    return wiring.accountFigures();
  }

  @Produces
  @Singleton
  FiguresJson figuresJson(AccountFigures figures, ObjectMapper json) {
    return new FiguresJson(figures, json);
  }

  @Produces
  @Singleton
  TickStore ticks() {
    return wiring.ticks();
  }

  @Produces
  @Singleton
  PricePoll pricePoll() {
    return wiring.pricePoll();
  }

  @Produces
  @Singleton
  InstrumentStore instruments() {
    return wiring.instruments();
  }

  @Produces
  @Singleton
  Catalog catalog() {
    return wiring.catalog();
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return wiring.clock();
  }

  @Produces
  @Singleton
  CandleFetch fetch() {
    return new CandleFetch(wiring.ingest());
  }

  @Produces
  @Singleton
  Symbols symbols() {
    return wiring.symbols();
  }

  @Produces
  @Singleton
  SeriesCache cache() {
    return wiring.cache();
  }

  @Produces
  @Singleton
  MarketCharts charts() {
    return wiring.charts();
  }

  @Produces
  @Singleton
  ResponseCache responseCache() {
    return new ResponseCache(wiring.database().changeFeed(), wiring.clock());
  }

  @Produces
  @Singleton
  WorkerPool workerPool() {
    return new WorkerPool(Runtime.getRuntime().availableProcessors());
  }

  void dispose(@Disposes WorkerPool workerPool) {
    workerPool.close();
  }

  @Produces
  @Singleton
  CandlePosts posts(Symbols symbols) {
    PostedCandleStore candles = new PostedCandleStore(wiring.database(), wiring.ingest().candles());
    return new CandlePosts(symbols, new CandlePosting(candles), wiring.pages());
  }

  @Produces
  @Singleton
  CandleApi.Defaults defaults() {
    return new CandleApi.Defaults(wiring.settings().candles(), wiring.clock());
  }

  @Produces
  @Singleton
  Streaming streaming(
      Symbols symbols,
      CredentialVerifier credentials,
      FiguresJson figuresJson,
      HttpSettings http,
      ObjectMapper json) {
    StreamSources sources =
        new StreamSources(
            wiring.bus(),
            wiring.storedTicks(),
            wiring.series(),
            wiring.printFeeds(),
            figuresJson,
            wiring.database().changeFeed(),
            wiring.settings().venues().order());
    return new Streaming(sources, symbols, credentials, http, wiring.settings().streams(), json);
  }

  @Produces
  @Singleton
  RouteTable routes() {
    return Resources.routes();
  }

  @Produces
  @Singleton
  RootApi.Version version() {
    return new RootApi.Version(Build.read().version());
  }

  @Produces
  @Singleton
  DocsApi.Webjars webjars() {
    Build build = Build.read();
    return new DocsApi.Webjars(build.swaggerUi(), build.redoc());
  }
}
