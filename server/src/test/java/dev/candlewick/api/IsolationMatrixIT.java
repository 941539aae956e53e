package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every operation of the API's description, requested by every kind of caller. The expected
/// response follows from the operation's rule in `AccessTable`; a new operation needs a rule there,
/// and one on an account's own data a sample, or this fails. The cells are written to
/// `target/isolation-matrix.tsv`.
class IsolationMatrixIT {
  /// Quantity and price that only the owner may see.
  private static final String QUANTITY = "7.770000123";

  private static final String PRICE = "31415.926500001";

  private static final Map<String, AccessTable.Rule> RULES = AccessTable.read();

  /// That of an operation without one: all callers but administrators are rejected.
  private static final AccessTable.Rule NO_RULE = new AccessTable.Rule("none", List.of("admin"));

  @TempDir private static Path home;
  private static ServerProcess server;
  private static MatrixPeople people;
  private static List<Described> operations;
  private static OwnerSamples samples;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "KRAKEN_BASE_URL", "http://127.0.0.1:9",
                "COINBASE_BASE_URL", "http://127.0.0.1:9",
                "CRYPTO_API_BASE_URL", "http://127.0.0.1:9"));
    people = MatrixPeople.at(server);
    samples = new OwnerSamples(people, QUANTITY, PRICE);
    operations = Described.all(People.json(server.get("/openapi.json")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Cell(Described operation, MatrixPeople.Kind kind, String wanted, String got) {
    @Override
    public String toString() {
      return String.join(
          "\t", operation.toString(), kind.name().toLowerCase(Locale.ROOT), wanted, got);
    }
  }

  @Test
  void theDescriptionStatesTheRuleThatIsExpectedOfEachOperation() {
    Map<String, AccessTable.Rule> described = new TreeMap<>();
    for (Described operation : operations) {
      described.put(operation.name(), operation.describedRule());
    }
    assertThat(described).isEqualTo(new TreeMap<>(RULES));
  }

  @Test
  void everyOperationTreatsEveryCallerByItsRule() throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (Described operation : operations) {
      for (MatrixPeople.Kind kind : MatrixPeople.Kind.values()) cells.add(request(operation, kind));
    }
    Files.write(
        Path.of("target/isolation-matrix.tsv"), cells.stream().map(Cell::toString).toList());
    assertThat(cells).hasSize(operations.size() * MatrixPeople.Kind.values().length);
    assertThat(operations).hasSizeGreaterThan(60);
    assertThat(cells.stream().filter(cell -> !cell.got().equals(cell.wanted())).toList()).isEmpty();
  }

  private static Cell request(Described operation, MatrixPeople.Kind kind) {
    String path = samples.path(operation);
    HttpResponse<String> response =
        people.request(kind, operation.method(), path, operation.body(), operation.signsOut());
    boolean stranger = kind == MatrixPeople.Kind.OTHER && samples.isOwned(operation);
    String wanted = stranger ? "absent" : wanted(operation, kind);
    return new Cell(operation, kind, wanted, got(response, stranger));
  }

  private static String wanted(Described operation, MatrixPeople.Kind kind) {
    AccessTable.Rule rule = RULES.getOrDefault(operation.name(), NO_RULE);
    return switch (kind) {
      case EXPIRED, DISABLED -> "401";
      case STRANGER -> ofStranger(operation, rule);
      case ANONYMOUS -> rule.anonymous().equals("none") ? "401" : "let in";
      case READ_ONLY -> rule.scopes().contains("read") ? "let in" : "403";
      case OWNER, OTHER -> rule.scopes().contains("admin") ? "403" : "let in";
      case ADMINISTRATOR -> "let in";
    };
  }

  /// Without TLS no browser signs in from elsewhere.
  private static String ofStranger(Described operation, AccessTable.Rule rule) {
    if (operation.path().equals("/api/v1/auth/session")) return "403";
    return rule.anonymous().equals("all") ? "let in" : "401";
  }

  /// Past the gate a request may still be wrong, or a venue unreachable; it is never our fault.
  private static String got(HttpResponse<String> response, boolean mustBeAbsent) {
    int status = response.statusCode();
    String code = status < 400 ? "" : People.error(response);
    if (mustBeAbsent && status == 404) return "absent";
    if (code.endsWith(" UNAUTHORIZED")) return "401";
    if (code.endsWith(" FORBIDDEN")) return "403";
    return status == 500 ? code : "let in";
  }

  @Test
  void noOtherCallerReadsTheOwnersData() {
    samples.keep();
    var leaks = new TreeSet<String>();
    for (Described operation : operations) {
      if (!operation.method().equals("GET")) continue;
      for (MatrixPeople.Kind kind : MatrixPeople.Kind.OUTSIDERS) {
        String path = samples.path(operation);
        String body = people.request(kind, "GET", path, "", false).body();
        if (samples.betrays(body)) leaks.add(kind + " reads " + path);
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(people.request(MatrixPeople.Kind.OWNER, "GET", "/api/v1/trades", "", false).body())
        .contains(QUANTITY);
    assertThat(people.request(MatrixPeople.Kind.OWNER, "GET", "/api/v1/assets", "", false).body())
        .contains(PRICE);
  }

  @Test
  void noRequestOfAnotherCallerChangesTheOwnersData() {
    samples.keep();
    for (Described operation : operations) {
      if (!samples.isOwned(operation)) continue;
      String path = samples.path(operation);
      people.request(MatrixPeople.Kind.OTHER, operation.method(), path, operation.body(), false);
      samples.requireUnchanged(path);
    }
  }

  /// The body of an alias that takes prints and positions: what the public workspace may write.
  private static final String PRINT =
      "{\"symbol\":\"BTCUSDT\",\"price\":\"68000.0\",\"qty\":\"0.01\",\"timestamp\":\"2025-01-01T00:00:00Z\"}";

  /// One operation of the API's description.
  record Described(String method, String path, AccessTable.Rule describedRule, String body) {
    static List<Described> all(JsonNode api) {
      List<Described> all = new ArrayList<>();
      api.path("paths")
          .properties()
          .forEach(path ->
              path.getValue()
                  .properties()
                  .forEach(operation -> {
                    if (operation.getValue().has("responses")) {
                      all.add(of(path.getKey(), operation));
                    }
                  }));
      return all;
    }

    private static Described of(String path, Map.Entry<String, JsonNode> operation) {
      JsonNode rule = operation.getValue().path("x-access");
      assertThat(rule.isObject()).as("the rule of " + path).isTrue();
      List<String> scopes = new ArrayList<>(List.of(rule.path("scope").textValue()));
      rule.path("or").forEach(other -> scopes.add(other.textValue()));
      JsonNode body =
          operation.getValue().at("/requestBody/content").path("application/json").path("example");
      return new Described(
          operation.getKey().toUpperCase(Locale.ROOT),
          path,
          new AccessTable.Rule(rule.path("anonymous").textValue(), scopes),
          path.equals("/trades")
              ? PRINT
              : harmless(
                  body.isMissingNode()
                      ? ""
                      : body.isTextual() ? body.textValue() : body.toString()));
    }

    /// Replaces the password, so that no request changes that of a caller.
    private static String harmless(String example) {
      return example.replace(People.PASSWORD, "not the password");
    }

    String name() {
      return method + " " + path;
    }

    boolean signsOut() {
      return path.endsWith("/logout");
    }

    @Override
    public String toString() {
      return name()
          + "\t"
          + describedRule.anonymous()
          + "\t"
          + String.join(" or ", describedRule.scopes());
    }
  }
}
