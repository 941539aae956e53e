package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keeps the arrows between packages as `ALLOWED` draws them, each outside library in its package,
/// and the pure packages pure. The root may use all and nobody may use it.
class ArchitectureTest {
  private static final Set<String> SHELL =
      Set.of(
          "market",
          "series",
          "analytics",
          "plot",
          "provider",
          "store",
          "live",
          "ingest",
          "catalog",
          "ledger",
          "portfolio",
          "journal",
          "account",
          "loop",
          "settings");

  /// Package to the packages it may use; ARCHITECTURE.md prints the same table.
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("market", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("loop", Set.of()),
          Map.entry("series", Set.of("market")),
          Map.entry("analytics", Set.of("market", "series")),
          Map.entry("plot", Set.of("market", "series", "analytics")),
          Map.entry("provider", Set.of("market", "loop", "settings")),
          Map.entry("ledger", Set.of("market")),
          Map.entry("portfolio", Set.of("market", "series", "analytics", "ledger")),
          Map.entry("journal", Set.of("market", "series", "ledger")),
          Map.entry("store", Set.of("market", "series", "ledger", "journal", "loop", "settings")),
          Map.entry("account", Set.of("store", "settings")),
          Map.entry(
              "live",
              Set.of(
                  "market",
                  "ledger",
                  "portfolio",
                  "journal",
                  "store",
                  "account",
                  "loop",
                  "settings")),
          Map.entry(
              "ingest",
              Set.of("market", "series", "provider", "store", "live", "loop", "settings")),
          Map.entry("catalog", Set.of("market", "provider", "store", "ingest", "loop")),
          Map.entry("api", SHELL),
          Map.entry("cli", SHELL));

  /// Where no field is a binary fraction.
  private static final Set<String> EXACT = Set.of("market", "ledger", "journal");

  private static final Set<String> PURE =
      Set.of("market", "series", "analytics", "ledger", "portfolio", "journal");

  /// What a pure package may use of the JDK: values and arithmetic, no clock, chance, disk, network
  /// or thread.
  private static final Set<String> PURE_JDK =
      Set.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.time",
          "java.time.temporal",
          "java.time.format",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream");

  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "now",
          "systemUTC",
          "systemDefaultZone",
          "currentTimeMillis",
          "nanoTime",
          "random",
          "sleep");

  /// Package of an outside library to the packages that may use it; the empty one is the root.
  private static final Map<String, Set<String>> HOME_OF_LIBRARY =
      Map.ofEntries(
          Map.entry("java.sql", Set.of("store", "")),
          Map.entry("javax.sql", Set.of("store", "")),
          Map.entry("org.postgresql", Set.of("store", "")),
          Map.entry("org.jdbi", Set.of("store", "")),
          Map.entry("java.net.http", Set.of("provider")),
          Map.entry("jakarta.ws.rs", Set.of("api")),
          Map.entry("io.github.bucket4j", Set.of("api")),
          Map.entry("io.vertx", Set.of("api")),
          Map.entry("java.awt", Set.of("plot")),
          Map.entry("javax.imageio", Set.of("plot")),
          Map.entry("org.jfree", Set.of("plot")),
          Map.entry("org.apache.batik", Set.of("plot")),
          Map.entry("com.password4j", Set.of("account")),
          Map.entry("org.jose4j", Set.of("account")),
          Map.entry("com.nulabinc", Set.of("account")),
          Map.entry("com.pngencoder", Set.of("plot")));

  @Test
  void everyPackageIsOnTheMap() {
    var present =
        CandlewickClasses.ALL.stream()
            .map(CandlewickClasses::slice)
            .filter(slice -> !slice.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(present).isSubsetOf(ALLOWED.keySet());
  }

  @Test
  void packagesUseOnlyWhatTheMapAllows() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      String from = CandlewickClasses.slice(type);
      if (from.isEmpty()) continue;
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (!CandlewickClasses.ours(target)) continue;
        String to = CandlewickClasses.slice(target);
        if (!to.equals(from) && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
          wrong.add(type.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void purePackagesComputeAndNothingElse() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      if (!PURE.contains(CandlewickClasses.slice(type))) continue;
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        String target = arrow.getTargetClass().getPackageName();
        if (target.startsWith("java") && !PURE_JDK.contains(target)) {
          wrong.add(type.getName() + " -> " + target);
        }
      }
      type.getMethodCallsFromSelf().stream()
          .filter(call ->
              call.getTargetOwner().getPackageName().startsWith("java")
                  && IMPURE_CALLS.contains(call.getName()))
          .forEach(call -> wrong.add(type.getName() + " calls " + call.getTarget().getFullName()));
    }
    assertThat(wrong).isEmpty();
  }

  /// What Error Prone's checks of letters, charsets and times leave.
  @Test
  void nothingDependsOnThePlaceOfTheProcess() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      type.getMethodCallsFromSelf().stream()
          .filter(ArchitectureTest::asksForThePlace)
          .forEach(call -> wrong.add(type.getName() + " calls " + call.getTarget().getFullName()));
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean asksForThePlace(JavaMethodCall call) {
    String owner = call.getTargetOwner().getSimpleName();
    boolean plain =
        call.getTarget().getRawParameterTypes().stream()
            .findFirst()
            .filter(first -> first.isEquivalentTo(String.class))
            .isPresent();
    return switch (owner + "." + call.getName()) {
      case "Locale.getDefault",
          "ZoneId.systemDefault",
          "TimeZone.getDefault",
          "Charset.defaultCharset" ->
          true;
      case "String.format", "PrintStream.printf", "PrintWriter.printf" -> plain;
      default -> false;
    };
  }

  @Test
  void eachOutsideLibraryStaysInItsPackage() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      String slice = CandlewickClasses.slice(type);
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        String target = arrow.getTargetClass().getPackageName();
        HOME_OF_LIBRARY.forEach((library, homes) -> {
          boolean used = target.equals(library) || target.startsWith(library + ".");
          if (used && !homes.contains(slice)) wrong.add(type.getName() + " -> " + target);
        });
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void factsAreExact() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      if (!EXACT.contains(CandlewickClasses.slice(type))) continue;
      type.getFields().stream()
          .filter(f ->
              f.getRawType().getBaseComponentType().getName().matches("(?i).*\\b(double|float)"))
          .forEach(f -> wrong.add(f.getFullName()));
    }
    assertThat(wrong).isEmpty();
  }

  /// The map itself has no cycle, so neither have the packages.
  @Test
  void theMapIsALadder() {
    ALLOWED
        .keySet()
        .forEach(start -> assertThat(reach(start, new TreeSet<>())).doesNotContain(start));
  }

  @Test
  void theArchitecturePagePrintsTheMap() throws IOException {
    List<String> lines = RepositoryTree.find().text("ARCHITECTURE.md").lines().toList();
    int head =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("| uses"))
            .findFirst()
            .orElseThrow();
    List<String> columns = cells(lines.get(head));
    Map<String, Set<String>> printed = new HashMap<>();
    lines.stream()
        .skip(head + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(ArchitectureTest::cells)
        .forEach(row -> printed.put(row.getFirst(), marked(columns, row)));
    assertThat(printed).isEqualTo(ALLOWED);
  }

  private static Set<String> marked(List<String> columns, List<String> row) {
    return IntStream.range(1, row.size())
        .filter(i -> !row.get(i).isEmpty())
        .mapToObj(columns::get)
        .collect(Collectors.toSet());
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Set<String> reach(String from, Set<String> seen) {
    ALLOWED.getOrDefault(from, Set.of()).stream()
        .filter(seen::add)
        .forEach(next -> reach(next, seen));
    return seen;
  }
}
