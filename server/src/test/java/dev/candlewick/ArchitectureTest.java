package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.candlewick.api.access.Access;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Verifies that dependencies between packages are those of `ArchitectureMap`, that each outside
/// library is used in its package only, and that the pure packages are pure. The root may use every
/// package, and no package may use the root.
class ArchitectureTest {
  /// Most classes of one sub-package of `api`, `store` and `ingest`.
  private static final int MAX_CLASSES = 25;

  /// Where no field is a binary fraction.
  private static final Set<String> EXACT = Set.of("market", "ledger", "journal");

  private static final Set<String> PURE =
      Set.of("market", "series", "analytics", "ledger", "portfolio", "journal", "identity");

  /// What a pure package may use of the JDK: values and arithmetic, no clock, chance, disk,
  /// network, thread or environment.
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

  /// Classes of those packages that are none of it: a clock, chance, a thread or the environment.
  private static final Set<String> IMPURE_TYPES =
      Set.of(
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.ScopedValue",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.GregorianCalendar",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.UUID");

  private static final Set<String> IMPURE_CALLS = Set.of("now", "random", "shuffle", "getDefault");

  /// Of the system, only copying is pure: the rest is time, environment, streams or exit.
  private static final Set<String> PURE_SYSTEM_CALLS = Set.of("arraycopy");

  /// Annotations, which do nothing at run time.
  private static final List<String> ANNOTATIONS =
      List.of("org.jspecify.annotations", "com.google.errorprone.annotations");

  private static final List<Class<? extends Annotation>> WRITES =
      List.of(POST.class, PUT.class, PATCH.class, DELETE.class);

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
          Map.entry("io.quarkus", Set.of("api", "")),
          Map.entry("io.smallrye", Set.of("api", "")),
          Map.entry("org.eclipse.microprofile", Set.of("api", "")),
          Map.entry("com.github.benmanes.caffeine", Set.of("api", "store", "books", "account")),
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
    assertThat(present).isEqualTo(ArchitectureMap.ALLOWED.keySet());
    var inside =
        CandlewickClasses.ALL.stream()
            .map(CandlewickClasses::relativePackage)
            .filter(name -> name.contains("."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inside).isEqualTo(ArchitectureMap.INSIDE.keySet());
  }

  @Test
  void subPackagesUseOnlyWhatTheMapAllows() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      String slice = CandlewickClasses.slice(type);
      if (slice.isEmpty()) continue;
      String from = CandlewickClasses.subPackage(type);
      Set<String> allowed = ArchitectureMap.INSIDE.getOrDefault(slice + "." + from, Set.of());
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (!CandlewickClasses.slice(target).equals(slice)) continue;
        String to = CandlewickClasses.subPackage(target);
        if (!to.equals(from) && !allowed.contains(to)) {
          wrong.add(type.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void packagesStaySmall() {
    Map<String, Long> classes =
        CandlewickClasses.ALL.stream()
            .filter(type -> type.isTopLevelClass())
            .filter(
                type -> Set.of("api", "store", "ingest").contains(CandlewickClasses.slice(type)))
            .collect(
                Collectors.groupingBy(CandlewickClasses::relativePackage, Collectors.counting()));
    assertThat(classes)
        .isNotEmpty()
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_CLASSES));
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
        if (!to.equals(from)
            && !ArchitectureMap.ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
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
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (!isPure(target)) wrong.add(type.getName() + " -> " + target.getName());
      }
      type.getMethodCallsFromSelf().stream()
          .filter(ArchitectureTest::isImpure)
          .forEach(call -> wrong.add(type.getName() + " calls " + call.getTarget().getFullName()));
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isPure(JavaClass target) {
    if (target.isPrimitive() || CandlewickClasses.ours(target)) return true;
    String name = target.getPackageName();
    if (ANNOTATIONS.contains(name)) return true;
    return PURE_JDK.contains(name)
        && IMPURE_TYPES.stream()
            .noneMatch(
                one -> target.getName().equals(one) || target.getName().startsWith(one + "$"));
  }

  private static boolean isImpure(JavaMethodCall call) {
    if (!call.getTargetOwner().getPackageName().startsWith("java")) return false;
    if (call.getTargetOwner().getName().equals("java.lang.System")) {
      return !PURE_SYSTEM_CALLS.contains(call.getName());
    }
    return IMPURE_CALLS.contains(call.getName());
  }

  /// A write that inherited the rule of its class would be open to whom its reads are.
  @Test
  void eachOperationThatWritesHasItsOwnAccessRule() {
    List<JavaMethod> writes =
        CandlewickClasses.ALL.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> WRITES.stream().anyMatch(method::isAnnotatedWith))
            .toList();
    assertThat(writes).hasSizeGreaterThan(20);
    assertThat(writes.stream().filter(write -> !write.isAnnotatedWith(Access.class)).toList())
        .isEmpty();
  }

  /// What Error Prone's checks of letters, charsets and times leave.
  @Test
  void nothingDependsOnThePlaceOfTheProcess() {
    var wrong = new TreeSet<String>();
    for (JavaClass type : CandlewickClasses.ALL) {
      type.getMethodCallsFromSelf().stream()
          .filter(ArchitectureTest::readsADefaultOfTheMachine)
          .forEach(call -> wrong.add(type.getName() + " calls " + call.getTarget().getFullName()));
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean readsADefaultOfTheMachine(JavaMethodCall call) {
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
    ArchitectureMap.ALLOWED
        .keySet()
        .forEach(start -> assertThat(reach(ArchitectureMap.ALLOWED, start)).doesNotContain(start));
    Map<String, Set<String>> inside = new HashMap<>();
    ArchitectureMap.INSIDE.forEach((name, used) -> {
      String around = name.substring(0, name.indexOf('.'));
      inside.put(
          name,
          used.stream()
              .map(sub -> sub.isEmpty() ? around : around + "." + sub)
              .collect(Collectors.toSet()));
    });
    inside.keySet().forEach(start -> assertThat(reach(inside, start)).doesNotContain(start));
  }

  @Test
  void theArchitecturePagePrintsTheSubPackages() throws IOException {
    Map<String, Set<String>> printed = new HashMap<>();
    rows("| sub-package").stream()
        .skip(1)
        .forEach(row -> {
          Set<String> used =
              Arrays.stream(row.get(1).split(",", -1))
                  .map(String::strip)
                  .map(name -> name.equals("its own") ? "" : name)
                  .collect(Collectors.toSet());
          for (String name : row.getFirst().split(",", -1)) {
            printed.put(name.strip(), row.get(1).isEmpty() ? Set.of() : used);
          }
        });
    assertThat(printed).isEqualTo(ArchitectureMap.INSIDE);
  }

  @Test
  void theArchitecturePagePrintsTheMap() throws IOException {
    List<List<String>> rows = rows("| uses");
    List<String> columns = rows.getFirst();
    Map<String, Set<String>> printed = new HashMap<>();
    rows.stream().skip(1).forEach(row -> printed.put(row.getFirst(), marked(columns, row)));
    assertThat(printed).isEqualTo(ArchitectureMap.ALLOWED);
  }

  /// The cells of a table of ARCHITECTURE.md, its head first and without the rule below it.
  private static List<List<String>> rows(String head) throws IOException {
    List<String> lines = RepositoryTree.find().text("ARCHITECTURE.md").lines().toList();
    int at =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(head))
            .findFirst()
            .orElseThrow();
    return lines.stream()
        .skip(at)
        .takeWhile(line -> line.startsWith("|"))
        .filter(line -> !line.startsWith("|-"))
        .map(ArchitectureTest::cells)
        .toList();
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

  private static Set<String> reach(Map<String, Set<String>> arrows, String from) {
    return reach(arrows, from, new TreeSet<>());
  }

  private static Set<String> reach(Map<String, Set<String>> arrows, String from, Set<String> seen) {
    arrows.getOrDefault(from, Set.of()).stream()
        .filter(seen::add)
        .forEach(next -> reach(arrows, next, seen));
    return seen;
  }
}
