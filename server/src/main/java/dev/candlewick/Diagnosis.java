package dev.candlewick;

import dev.candlewick.cli.Finding;
import dev.candlewick.ingest.SharedLedger;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.SettingOrigin;
import dev.candlewick.settings.Settings;
import dev.candlewick.settings.SettingsException;
import dev.candlewick.store.Database;
import dev.candlewick.store.DatabaseFacts;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.listing.NameRepairStore;
import dev.candlewick.store.listing.VenueStore;
import dev.candlewick.wiring.DatabaseAccess;
import dev.candlewick.wiring.Venues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `doctor` looks at, in the order in which one thing needs the other. Whatever is broken
/// becomes a finding.
final class Diagnosis {
  private static final long MIN_FREE_BYTES = 300L << 20;
  private static final long LOW_FREE_BYTES = 2L << 30;
  private static final Duration MAX_CLOCK_OFFSET = Duration.ofSeconds(2);

  private final List<Finding> findings = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();

  private Diagnosis() {}

  static List<Finding> of(Map<String, String> environment, Path workingDirectory) {
    Diagnosis diagnosis = new Diagnosis();
    Settings settings = diagnosis.checkSettings(environment, workingDirectory);
    diagnosis.checkHome(Settings.home(environment, workingDirectory));
    if (settings != null) diagnosis.checkDatabaseAndVenues(settings);
    return diagnosis.findings;
  }

  private @Nullable Settings checkSettings(Map<String, String> environment, Path workingDirectory) {
    List<SettingOrigin> origins = SettingOrigin.all(environment, workingDirectory);
    if (origins.isEmpty()) findings.add(Finding.ok("settings", "none is set, all are defaults"));
    for (SettingOrigin origin : origins) {
      findings.add(
          Finding.ok("settings", origin.key() + "=" + origin.value() + " from " + origin.source()));
    }
    try {
      return Settings.read(environment, workingDirectory);
    } catch (SettingsException e) {
      e.problems()
          .forEach(problem ->
              findings.add(Finding.failure("settings", problem, "correct it; see .env.example")));
      return null;
    }
  }

  private void checkHome(Path home) {
    Path existing = home;
    while (!Files.exists(existing) && existing.getParent() != null) existing = existing.getParent();
    if (!Files.isWritable(existing)) {
      findings.add(
          Finding.failure(
              "data home",
              existing + " cannot be written",
              "give it to this user, or set CANDLEWICK_HOME"));
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      findings.add(disk(home, free));
    } catch (IOException e) {
      findings.add(
          Finding.warning(
              "data home", "free space of " + existing + " unknown: " + e, "look at df"));
    }
  }

  private static Finding disk(Path home, long free) {
    String detail = String.format(Locale.ROOT, "%s, %,d MB free", home, free >> 20);
    if (free < MIN_FREE_BYTES) {
      return Finding.failure(
          "data home", detail, "free some space: PostgreSQL is not started on a full disk");
    }
    return free < LOW_FREE_BYTES
        ? Finding.warning("data home", detail, "free some space before it is full")
        : Finding.ok("data home", detail);
  }

  private void checkDatabaseAndVenues(Settings settings) {
    boolean embedded = settings.database() instanceof DatabaseSettings.Embedded;
    if (embedded && !Files.exists(settings.home().resolve("data"))) {
      findings.add(Finding.ok("database", "not made yet; the first start makes it"));
      checkVenues(settings, null);
      return;
    }
    try (DatabaseAccess access = DatabaseAccess.open(settings, note -> {})) {
      DatabaseFacts facts = DatabaseFacts.read(access.owner(), access.application(), clock);
      checkDatabase(facts);
      checkPrices(facts, settings.polling().interval());
      checkNames(facts, access.owner());
      if (facts.revisions() != null) findings.add(revisions(facts.revisions()));
      boolean migrated = facts.newestSchema().equals(facts.schema());
      checkVenues(settings, migrated ? access.application() : null);
    } catch (StoreException e) {
      findings.add(
          Finding.failure(
              "database",
              String.valueOf(e.getMessage()),
              embedded
                  ? "read postgres.log in the data home"
                  : "see that it runs and that DATABASE_URL or POSTGRES_* are right"));
      checkVenues(settings, null);
    }
  }

  private void checkDatabase(DatabaseFacts facts) {
    findings.add(
        Finding.ok(
            "database",
            "PostgreSQL %s, %d connection(s) of servers and commands"
                .formatted(facts.version(), facts.processes())));
    findings.add(
        facts.encoding().equals("UTF8")
            ? Finding.ok("database", "encoding UTF8")
            : Finding.failure(
                "database", "encoding " + facts.encoding(), "create the database with UTF8"));
    findings.add(schema(facts));
    findings.add(
        facts.applicationRole()
            ? Finding.ok("database", "the server works as candlewick_app")
            : Finding.warning(
                "database",
                "the login may not act as candlewick_app",
                "grant it the role, or give the owner CREATEROLE before the first start"));
    if (!facts.unprotected().isEmpty()) {
      findings.add(
          Finding.failure(
              "database",
              "no row-level security on " + facts.unprotected(),
              "it was switched off: ALTER TABLE … FORCE ROW LEVEL SECURITY"));
    }
    findings.add(clock("database", "its clock", facts.clockAhead(), MAX_CLOCK_OFFSET));
  }

  /// Names that earlier versions stored wrongly.
  private void checkNames(DatabaseFacts facts, Database.Login owner) {
    if (!facts.newestSchema().equals(facts.schema())) return;
    NameRepairStore.Report report = NameRepairStore.report(owner);
    report.repaired().forEach(one -> findings.add(Finding.ok("names", one)));
    report
        .doubtful()
        .forEach(one ->
            findings.add(
                Finding.warning(
                    "names", one, "look at them; delete one and add it by id: where it is wrong")));
    report
        .unlisted()
        .forEach(one ->
            findings.add(
                Finding.warning(
                    "names",
                    one,
                    "look at its candles; fetch them under the venue's own symbol and delete the series"
                        + " where the name is wrong")));
  }

  private static Finding schema(DatabaseFacts facts) {
    String detail =
        "schema %s, this program has %s".formatted(facts.schema(), facts.newestSchema());
    return facts.newestSchema().equals(facts.schema())
        ? Finding.ok("database", detail)
        : Finding.warning(
            "database", detail, "candlewick migrate, or the program's version that fits");
  }

  static Finding clock(String subject, String clockName, Duration ahead, Duration maxOffset) {
    String detail = "%s differs by %d ms from this machine".formatted(clockName, ahead.toMillis());
    return ahead.abs().compareTo(maxOffset) <= 0
        ? Finding.ok(subject, detail)
        : Finding.warning(subject, detail, "set the clocks by NTP");
  }

  private void checkPrices(DatabaseFacts facts, Duration interval) {
    Instant newest = facts.newestPrice();
    String detail = newest == null ? "none was polled yet" : "the newest is of " + newest;
    boolean late =
        newest == null || newest.isBefore(clock.instant().minus(interval.multipliedBy(3)));
    findings.add(
        late && facts.processes() > 0
            ? Finding.warning(
                "prices", detail, "see polling in /health; PRICE_PROVIDER may be another venue")
            : Finding.ok("prices", detail + (late ? "; no server runs" : "")));
  }

  /// Venues do not change what has closed, as a rule; when they do, figures computed before are
  /// off.
  private static Finding revisions(RevisionStore.Revisions revisions) {
    RevisionStore.NewestCorrection newest = revisions.newest();
    String detail =
        String.format(
            Locale.ROOT,
            "%,d closed candle(s) corrected by a venue, %,d in the last day; %,d conflicting print(s)%s",
            revisions.correctedCandles(),
            revisions.correctedLastDay(),
            revisions.conflictingPrints(),
            newest == null
                ? ""
                : "; the newest is %s %s %s of %s"
                    .formatted(
                        newest.provider(), newest.symbol(), newest.interval(), newest.openTime()));
    return newest == null && revisions.conflictingPrints() == 0
        ? Finding.ok("revisions", detail)
        : Finding.warning(
            "revisions",
            detail,
            "see the old values in candle_correction and market_print_conflict");
  }

  /// @param login null when the budget that all processes share cannot be read
  private void checkVenues(Settings settings, Database.@Nullable Login login) {
    if (login == null) {
      InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
      findings.addAll(VenueProbe.of(settings, Venues.of(settings.venues(), ledger, clock), clock));
      return;
    }
    try (Database database = Database.open(login, 4, note -> {})) {
      SharedLedger ledger = new SharedLedger(new VenueStore(database));
      findings.addAll(VenueProbe.of(settings, Venues.of(settings.venues(), ledger, clock), clock));
    }
  }
}
