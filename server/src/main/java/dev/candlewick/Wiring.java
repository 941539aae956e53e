package dev.candlewick;

import dev.candlewick.account.Accounts;
import dev.candlewick.books.FactsReader;
import dev.candlewick.books.OwnFigures;
import dev.candlewick.books.OwnHoldings;
import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.DailyListings;
import dev.candlewick.catalog.ListingRefresh;
import dev.candlewick.catalog.NameRepair;
import dev.candlewick.catalog.Spellings;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.cli.Session;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.SharedLedger;
import dev.candlewick.ingest.backfill.BackfillOrders;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.ingest.follow.Follower;
import dev.candlewick.ingest.follow.LiveFeeds;
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
import dev.candlewick.store.KeyedAnswers;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandlePages;
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
  private static final long FACTS = 100_000;

  private final Settings settings;
  private final @Nullable EmbeddedPostgres embedded;
  private final Database database;
  private final InstantSource clock = InstantSource.system();
  private final Providers providers;
  private final Ingest ingest;
  private final Catalog catalog;
  private final DailyListings listings;
  private final SeriesCache cache;
  private final MarketCharts charts;
  private final BackfillRunner runner;
  private final PrintStore prints;
  private final LiveFeeds feeds;
  private final Follower follower;
  private final Consumer<String> say;
  private final TickStore ticks;
  private final Bus bus;
  private final StoredTicks storedTicks;
  private final PricePoll poll;
  private final Accounts accounts;
  private final OwnFigures figures;
  private final Loop upkeep;
  private boolean closed;

  /// The logins of a database, and the server behind them when it is ours.
  record Place(
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
  /// @param say hears progress and warnings in words for a person
  public static Wiring open(Settings settings, Consumer<String> say) {
    Place place = place(settings, say);
    try {
      int applied = Database.migrate(place.owner(), place.application());
      if (applied > 0) say.accept("the database is ready (" + applied + " migration(s))");
      Wiring wiring = new Wiring(settings, place, say);
      closeAtStop(wiring);
      return wiring;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static void closeAtStop(Wiring wiring) {
    try {
      Shutdown.onStop(wiring::close);
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  /// Brings the schema up to date; answers how many migrations that took.
  static int migrate(Settings settings, Consumer<String> say) {
    try (Place place = place(settings, say)) {
      return Database.migrate(place.owner(), place.application());
    }
  }

  private Wiring(Settings settings, Place place, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
    this.embedded = place.embedded();
    this.database = Database.open(place.application(), CONNECTIONS, say);
    this.providers =
        Venues.of(settings.venues(), new SharedLedger(new VenueStore(database)), clock);
    this.ingest = ingest(providers, database, clock);
    ListingStore listed = new ListingStore(database);
    ListingRefresh refresh =
        new ListingRefresh(
            listed, clock, new NameRepair(listed, new NameRepairStore(database), say)::run);
    this.catalog = new Catalog(providers, listed, refresh);
    database.changes().subscribe(catalog);
    this.listings = new DailyListings(providers, listed, refresh, say);
    this.cache = new SeriesCache(database, ingest.candles(), CACHE_BYTES);
    this.charts = charts(settings.venues().order());
    Typeface.keepIn(settings.home().resolve("font"));
    this.runner = new BackfillRunner(ingest, settings.candles().backfillParallel(), say);
    this.ticks = new TickStore(database);
    this.bus = new LocalBus(say);
    this.storedTicks = new StoredTicks(ticks, instruments(), bus, say);
    database.changes().subscribe(storedTicks);
    this.prints = new PrintStore(database, Wiring::alarm);
    this.feeds = new LiveFeeds(ingest, prints, printFeeds(), bus, say);
    this.follower = new Follower(ingest, feeds, say);
    this.poll = poll(say);
    this.accounts = new Accounts(database, settings.http(), clock);
    this.figures =
        new OwnFigures(
            database.changes(),
            new FactsReader(holdings(), new PositionStore(database), catalog::listings),
            bus,
            FACTS);
    instruments().registerAll(Listings.bestKnown());
    this.upkeep = upkeep(say);
  }

  private Loop upkeep(Consumer<String> say) {
    return new Loop(
        "idempotency keys",
        () -> {
          keyedAnswers().removeExpired();
          return Duration.ofHours(1);
        },
        e -> say.accept("expired idempotency keys are not removed: " + e.getMessage()),
        Loop.Style.USUAL.pausing(Duration.ofMinutes(1)));
  }

  private MarketCharts charts(List<String> order) {
    return new MarketCharts(
        ingest, catalog, cache, new ChartStore(database), database.changes(), order);
  }

  private static Ingest ingest(Providers providers, Database database, InstantSource clock) {
    return new Ingest(
        providers,
        new SeriesStore(database),
        new CandleStore(database, Wiring::alarm),
        new CoverageStore(database),
        new BackfillStore(database),
        clock,
        Thread::sleep);
  }

  /// What was stored as final and is not: a warning in the log, whatever runs.
  private static void alarm(String message) {
    LOG.warn(message);
  }

  /// Finds the database; starts it when it is ours. A stop of the process stops it too.
  static Place place(Settings settings, Consumer<String> say) {
    return switch (settings.database()) {
      case DatabaseSettings.Embedded ours -> {
        Shutdown.onStop(EmbeddedPostgres::stopAll);
        EmbeddedPostgres server = EmbeddedPostgres.open(settings.home(), say);
        Database.Login login =
            new Database.Login(server.jdbcUrl("candlewick"), server.user(), server.password());
        yield new Place(server, login, login);
      }
      case DatabaseSettings.External external ->
          new Place(null, login(external.owner()), login(external.application()));
    };
  }

  private static Database.Login login(DatabaseLogin login) {
    String password = login.password() == null ? "" : login.password().reveal();
    return new Database.Login(login.jdbcUrl(), login.user(), password);
  }

  private PricePoll poll(Consumer<String> say) {
    PollSettings polling = settings.polling();
    PriceProvider provider = providers.prices(polling.provider()).orElseThrow();
    return new PricePoll(
        new PriceRound(provider, catalog, instruments(), ticks, bus, clock),
        ticks,
        polling,
        clock,
        say);
  }

  /// Starts what works by itself: jobs, following and polling.
  void start() {
    database.changes().start(say);
    poll.start();
    listings.start();
    follower.start();
    runner.start();
    upkeep.start();
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

  CandlePages pages() {
    return new CandlePages(database);
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

  LiveFeeds feeds() {
    return feeds;
  }

  KeyedAnswers keyedAnswers() {
    return new KeyedAnswers(database);
  }

  LedgerStore ledger() {
    return new LedgerStore(database);
  }

  OwnHoldings holdings() {
    return new OwnHoldings(ledger(), instruments(), ticks);
  }

  OwnFigures figures() {
    return figures;
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

  PricePoll poll() {
    return poll;
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
  public BackfillOrders orders() {
    return new BackfillOrders(ingest);
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
  public Spellings spellings() {
    return new Spellings(catalog, providers, new ListingStore(database));
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
    upkeep.close();
    runner.close();
    follower.close();
    poll.close();
    listings.close();
    figures.close();
    database.close();
    if (embedded != null) embedded.close();
  }
}
