package dev.candlewick;

import dev.candlewick.catalog.Symbols;
import dev.candlewick.account.Accounts;
import dev.candlewick.books.AccountFactsReader;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.books.HoldingsReader;
import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.catalog.ListingRefresh;
import dev.candlewick.catalog.ListingRefreshJob;
import dev.candlewick.catalog.NameRepair;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.cli.Session;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.SharedLedger;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.ingest.follow.Follower;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.ingest.poll.PriceRound;
import dev.candlewick.ingest.poll.StoredTicks;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Listings;
import dev.candlewick.plot.Typeface;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.settings.DatabaseLogin;
import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.PollSettings;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.Database;
import dev.candlewick.store.IdempotencyStore;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.embedded.EmbeddedPostgres;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.listing.NameRepairStore;
import dev.candlewick.store.listing.VenueStore;
import dev.candlewick.store.price.ChartStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.store.price.TickStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts the program together, in plain Java: the database, the stores on it, the venues, the jobs.
/// The command line uses it as it is; `Beans` hands its parts to the HTTP side.
public final class Wiring implements Session {
  private static final Logger LOG = Logger.getLogger("candlewick");
  private static final int CONNECTIONS = 20;
  private static final long CACHE_BYTES = 128L << 20;
  private static final long MAX_CACHED_ROWS = 100_000;

  private final Settings settings;
  private final @Nullable EmbeddedPostgres embedded;
  private final Database database;
  private final InstantSource clock = InstantSource.system();
  private final Providers providers;
  private final Ingest ingest;
  private final Catalog catalog;
  private final ListingRefreshJob listings;
  private final SeriesCache cache;
  private final MarketCharts charts;
  private final BackfillRunner runner;
  private final PrintStore prints;
  private final VenueFeeds feeds;
  private final Follower follower;
  private final Consumer<String> log;
  private final TickStore ticks;
  private final Bus bus;
  private final StoredTicks storedTicks;
  private final PricePoll pricePoll;
  private final Accounts accounts;
  private final AccountFigures accountFigures;
  private final Loop idempotencyCleanup;
  private boolean closed;

  /// The logins of a database, and the server behind them when it is ours.
  record DatabaseAccess(
      @Nullable EmbeddedPostgres embedded, Database.Login owner, Database.Login application)
      implements AutoCloseable {
    /// Lets our own server go.
    @Override
    public void close() {
      if (embedded != null) embedded.close();
    }
  }

  /// Opens and migrates the database, and builds everything on it; nothing works by itself yet.
  ///
  /// @param log hears progress and warnings in words for a person
  public static Wiring open(Settings settings, Consumer<String> log) {
    DatabaseAccess access = openDatabase(settings, log);
    try {
      int applied = Database.migrate(access.owner(), access.application());
      if (applied > 0) log.accept("the database is ready (" + applied + " migration(s))");
      Wiring wiring = new Wiring(settings, access, log);
      closeOnShutdown(wiring);
      return wiring;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  private static void closeOnShutdown(Wiring wiring) {
    try {
      Shutdown.onStop(wiring::close);
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  /// Brings the schema up to date; answers how many migrations that took.
  static int migrate(Settings settings, Consumer<String> log) {
    try (DatabaseAccess access = openDatabase(settings, log)) {
      return Database.migrate(access.owner(), access.application());
    }
  }

  private Wiring(Settings settings, DatabaseAccess access, Consumer<String> log) {
    this.settings = settings;
    this.log = log;
    this.embedded = access.embedded();
    this.database = Database.open(access.application(), CONNECTIONS, log);
    this.providers =
        Venues.of(settings.venues(), new SharedLedger(new VenueStore(database)), clock);
    this.ingest = ingest(providers, database, clock);
    ListingStore listed = new ListingStore(database);
    ListingRefresh refresh =
        new ListingRefresh(
            listed, clock, new NameRepair(listed, new NameRepairStore(database), log)::run);
    this.catalog = new Catalog(providers, listed, refresh);
    database.changeFeed().subscribe(catalog);
    this.listings = new ListingRefreshJob(providers, listed, refresh, log);
    this.cache = new SeriesCache(database, ingest.candles(), CACHE_BYTES);
    this.charts = charts(settings.venues().order());
    Typeface.setDirectory(settings.home().resolve("font"));
    this.runner = new BackfillRunner(ingest, settings.candles().backfillParallel(), log);
    this.ticks = new TickStore(database);
    this.bus = new LocalBus(log);
    this.storedTicks = new StoredTicks(ticks, instruments(), bus, log);
    database.changeFeed().subscribe(storedTicks);
    this.prints = new PrintStore(database, Wiring::warn);
    this.feeds = new VenueFeeds(ingest, prints, printFeeds(), bus, log);
    this.follower = new Follower(ingest, feeds, log);
    this.pricePoll = pricePoll(log);
    this.accounts = new Accounts(database, settings.http(), clock);
    this.accountFigures =
        new AccountFigures(
            database.changeFeed(),
            new AccountFactsReader(holdings(), new PositionStore(database), catalog::listings),
            bus,
            MAX_CACHED_ROWS);
    instruments().registerAll(Listings.bestKnown());
    this.idempotencyCleanup = idempotencyCleanup(log);
  }

  private Loop idempotencyCleanup(Consumer<String> log) {
    return new Loop(
        "idempotency keys",
        () -> {
          idempotencyStore().removeExpired();
          return Duration.ofHours(1);
        },
        e -> log.accept("expired idempotency keys are not removed: " + e.getMessage()),
        Loop.Options.DEFAULT.withFailurePause(Duration.ofMinutes(1)));
  }

  private MarketCharts charts(List<String> order) {
    return new MarketCharts(
        ingest, catalog, cache, new ChartStore(database), database.changeFeed(), order);
  }

  private static Ingest ingest(Providers providers, Database database, InstantSource clock) {
    return new Ingest(
        providers,
        new SeriesStore(database),
        new CandleStore(database, Wiring::warn),
        new CoverageStore(database),
        new BackfillStore(database),
        clock,
        Thread::sleep);
  }

  /// What was stored as final and is not: a warning in the log, whatever runs.
  private static void warn(String message) {
    LOG.warn(message);
  }

  /// Finds the database; starts it when it is ours. A stop of the process stops it too.
  static DatabaseAccess openDatabase(Settings settings, Consumer<String> log) {
    return switch (settings.database()) {
      case DatabaseSettings.Embedded ours -> {
        Shutdown.onStop(EmbeddedPostgres::stopAll);
        EmbeddedPostgres server = EmbeddedPostgres.open(settings.home(), log);
        Database.Login login =
            new Database.Login(server.jdbcUrl("candlewick"), server.user(), server.password());
        yield new DatabaseAccess(server, login, login);
      }
      case DatabaseSettings.External external ->
          new DatabaseAccess(null, login(external.owner()), login(external.application()));
    };
  }

  private static Database.Login login(DatabaseLogin login) {
    String password = login.password() == null ? "" : login.password().reveal();
    return new Database.Login(login.jdbcUrl(), login.user(), password);
  }

  private PricePoll pricePoll(Consumer<String> log) {
    PollSettings polling = settings.polling();
    PriceProvider provider = providers.prices(polling.provider()).orElseThrow();
    return new PricePoll(
        new PriceRound(provider, catalog, instruments(), ticks, bus, clock),
        ticks,
        polling,
        clock,
        log);
  }

  /// Starts what works by itself: jobs, following and polling.
  void start() {
    database.changeFeed().start(log);
    pricePoll.start();
    listings.start();
    follower.start();
    runner.start();
    idempotencyCleanup.start();
  }

  Settings settings() {
    return settings;
  }

  Database database() {
    return database;
  }

  Ingest ingest() {
    return ingest;
  }

  CandlePageStore pages() {
    return new CandlePageStore(database);
  }

  PrintStore prints() {
    return prints;
  }

  RevisionStore revisions() {
    return new RevisionStore(database);
  }

  PrintFeedStore printFeeds() {
    return new PrintFeedStore(database);
  }

  VenueFeeds feeds() {
    return feeds;
  }

  IdempotencyStore idempotencyStore() {
    return new IdempotencyStore(database);
  }

  LedgerStore ledger() {
    return new LedgerStore(database);
  }

  HoldingsReader holdings() {
    return new HoldingsReader(ledger(), instruments(), ticks);
  }

  AccountFigures accountFigures() {
    return accountFigures;
  }

  TickStore ticks() {
    return ticks;
  }

  StoredTicks storedTicks() {
    return storedTicks;
  }

  Bus bus() {
    return bus;
  }

  PricePoll pricePoll() {
    return pricePoll;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  InstrumentStore instruments() {
    return new InstrumentStore(database);
  }

  @Override
  public SeriesStore series() {
    return ingest.series();
  }

  @Override
  public CoverageStore coverage() {
    return ingest.coverage();
  }

  @Override
  public BackfillStore backfills() {
    return ingest.backfills();
  }

  @Override
  public BackfillRequests backfillRequests() {
    return new BackfillRequests(ingest);
  }

  @Override
  public BackfillRunner runner() {
    return runner;
  }

  @Override
  public Providers providers() {
    return providers;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public ClientSymbols spellings() {
    return new ClientSymbols(catalog, providers, new ListingStore(database));
  }

  @Override
  public Symbols symbols() {
    return new Symbols(catalog, spellings());
  }

  @Override
  public MarketCharts charts() {
    return charts;
  }

  SeriesCache cache() {
    return cache;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  /// Stops the jobs at their next page, then the pool, then our own PostgreSQL if nobody else uses
  /// it.
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    idempotencyCleanup.close();
    runner.close();
    follower.close();
    pricePoll.close();
    listings.close();
    accountFigures.close();
    database.close();
    if (embedded != null) embedded.close();
  }
}
