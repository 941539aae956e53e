package dev.candlewick.wiring;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.cli.Session;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.SharedLedger;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Listings;
import dev.candlewick.plot.Typeface;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.Database;
import dev.candlewick.store.listing.VenueStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// The program put together: the database, the stores on it, the venues and the jobs. Commands use
/// it by a `Session`; the server hands its parts to the HTTP side.
public final class Wiring implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("candlewick");
  private static final int CONNECTIONS = 20;

  private final Settings settings;
  private final DatabaseAccess access;
  private final InstantSource clock = InstantSource.system();
  private final Consumer<String> log;
  private final StoreParts stores;
  private final Bus bus;
  private final NameParts names;
  private final IngestParts ingest;
  private final BookParts books;
  private final OverviewParts overview;
  private final Loop idempotencyCleanup;
  private boolean closed;

  /// Opens and migrates the database and builds everything on it; no job runs yet.
  ///
  /// @param log receives progress and warnings
  public static Wiring open(Settings settings, Consumer<String> log) {
    DatabaseAccess access = DatabaseAccess.open(settings, log);
    try {
      int applied = access.migrate();
      if (applied > 0) log.accept("the database is ready (" + applied + " migration(s))");
      Wiring wiring = new Wiring(settings, access, log);
      wiring.closeOnShutdown();
      return wiring;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  /// Brings the schema up to date and returns the count of migrations.
  public static int migrate(Settings settings, Consumer<String> log) {
    try (DatabaseAccess access = DatabaseAccess.open(settings, log)) {
      return access.migrate();
    }
  }

  private Wiring(Settings settings, DatabaseAccess access, Consumer<String> log) {
    this.settings = settings;
    this.access = access;
    this.log = log;
    Typeface.setDirectory(settings.home().resolve("font"));
    this.stores =
        StoreParts.of(Database.open(access.application(), CONNECTIONS, log), Wiring::warn);
    this.bus = new LocalBus(log);
    Providers providers =
        Venues.of(settings.venues(), new SharedLedger(new VenueStore(stores.database())), clock);
    SharedParts shared = new SharedParts(settings, bus, clock, log);
    this.names = NameParts.of(shared, stores, providers);
    this.ingest = IngestParts.of(shared, stores, providers, names);
    this.books = BookParts.of(shared, stores, names);
    this.overview = OverviewParts.of(shared, stores, names, ingest);
    this.idempotencyCleanup = idempotencyCleanup();
    stores.instruments().registerAll(Listings.wellKnownInstruments());
  }

  private Loop idempotencyCleanup() {
    return new Loop(
        "idempotency keys",
        () -> {
          stores.idempotency().removeExpired();
          return Duration.ofHours(1);
        },
        e -> log.accept("expired idempotency keys are not removed: " + e.getMessage()),
        Loop.Options.DEFAULT.withFailurePause(Duration.ofMinutes(1)));
  }

  /// What was stored as final and is not: a warning in the log, whatever command runs.
  private static void warn(String message) {
    LOG.warn(message);
  }

  private void closeOnShutdown() {
    try {
      Shutdown.onStop(this::close);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Starts the background work: jobs, following and polling.
  public void start() {
    stores.database().changeFeed().start(log);
    ingest.start();
    names.refreshJob().start();
    idempotencyCleanup.start();
  }

  /// What commands work with; closing it closes this.
  public Session session() {
    return new Session(
        stores.series(),
        stores.coverage(),
        stores.backfills(),
        ingest.backfillJobs(),
        ingest.backfillRunner(),
        ingest.providers(),
        names.symbols(),
        names.clientSymbols(),
        ingest.charts(),
        books.accounts(),
        clock,
        this::close);
  }

  public Settings settings() {
    return settings;
  }

  public InstantSource clock() {
    return clock;
  }

  public StoreParts stores() {
    return stores;
  }

  public Bus bus() {
    return bus;
  }

  public NameParts names() {
    return names;
  }

  public IngestParts ingest() {
    return ingest;
  }

  public BookParts books() {
    return books;
  }

  public OverviewParts overview() {
    return overview;
  }

  /// Stops the jobs at their next page, then closes the pools, then releases the embedded database.
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    idempotencyCleanup.close();
    ingest.close();
    names.refreshJob().close();
    books.figures().close();
    stores.database().close();
    access.close();
  }
}
