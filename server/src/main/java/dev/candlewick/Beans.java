package dev.candlewick;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.Accounts;
import dev.candlewick.account.AnswerSeals;
import dev.candlewick.account.Credentials;
import dev.candlewick.api.docs.DocsApi;
import dev.candlewick.api.docs.Resources;
import dev.candlewick.api.filter.RouteTable;
import dev.candlewick.api.http.Answers;
import dev.candlewick.api.http.Workshop;
import dev.candlewick.api.market.CandleApi;
import dev.candlewick.api.market.CandlePosts;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.api.portfolio.Assets;
import dev.candlewick.api.status.RootApi;
import dev.candlewick.api.stream.OwnUpdates;
import dev.candlewick.api.stream.StreamSources;
import dev.candlewick.api.stream.Streaming;
import dev.candlewick.books.OwnFigures;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillOrders;
import dev.candlewick.ingest.fetch.CandleFetch;
import dev.candlewick.ingest.follow.LiveFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.MetricsAccess;
import dev.candlewick.store.Database;
import dev.candlewick.store.KeyedAnswers;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePages;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.PostedCandles;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.ledger.AllPositions;
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
    return wiring.settings().serving().metrics();
  }

  @Produces
  @Singleton
  Accounts accounts() {
    return wiring.accounts();
  }

  @Produces
  @Singleton
  Credentials credentials() {
    return wiring.accounts().credentials();
  }

  @Produces
  @Singleton
  AuditStore audit() {
    return new AuditStore(wiring.database());
  }

  @Produces
  @Singleton
  AnswerSeals answerSeals() {
    return wiring.accounts().answerSeals();
  }

  @Produces
  @Singleton
  KeyedAnswers keyedAnswers() {
    return wiring.keyedAnswers();
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
  BackfillOrders orders() {
    return wiring.orders();
  }

  @Produces
  @Singleton
  CandleStore candles() {
    return wiring.ingest().candles();
  }

  @Produces
  @Singleton
  CandlePages pages() {
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
  LiveFeeds feeds() {
    return wiring.feeds();
  }

  @Produces
  @Singleton
  PositionStore positions() {
    return new PositionStore(wiring.database());
  }

  @Produces
  @Singleton
  AllPositions allPositions() {
    return new AllPositions(wiring.database());
  }

  @Produces
  @Singleton
  Assets assets(Symbols symbols) {
    return new Assets(
        symbols, wiring.ledger(), wiring.instruments(), wiring.holdings(), wiring.clock());
  }

  @Produces
  @Singleton
  OwnFigures figures() {
    return wiring.figures();
  }

  @Produces
  @Singleton
  OwnUpdates updates(OwnFigures figures, ObjectMapper json) {
    return new OwnUpdates(figures, json);
  }

  @Produces
  @Singleton
  TickStore ticks() {
    return wiring.ticks();
  }

  @Produces
  @Singleton
  PricePoll poll() {
    return wiring.poll();
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
    return new Symbols(wiring.catalog(), wiring.spellings());
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
  Answers answers() {
    return new Answers(wiring.database().changes(), wiring.clock());
  }

  @Produces
  @Singleton
  Workshop workshop() {
    return new Workshop(Runtime.getRuntime().availableProcessors());
  }

  void dispose(@Disposes Workshop workshop) {
    workshop.close();
  }

  @Produces
  @Singleton
  CandlePosts posts(Symbols symbols) {
    PostedCandles candles = new PostedCandles(wiring.database(), wiring.ingest().candles());
    return new CandlePosts(symbols, candles, wiring.pages());
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
      Credentials credentials,
      OwnUpdates updates,
      HttpSettings http,
      ObjectMapper json) {
    StreamSources sources =
        new StreamSources(
            wiring.bus(),
            wiring.storedTicks(),
            wiring.series(),
            wiring.printFeeds(),
            updates,
            wiring.database().changes(),
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
