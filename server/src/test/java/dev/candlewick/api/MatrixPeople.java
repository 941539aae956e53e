package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One caller of each kind, with its credential.
final class MatrixPeople {
  private static final String OWNER = "matrix-owner";
  private static final String OTHER = "matrix-other";
  private static final String ADMINISTRATOR = "matrix-chief";
  private static final String READING = "{\"name\":\"r\",\"scopes\":[\"read\"]}";

  private final People people;
  private final Map<Kind, String> shown = new EnumMap<>(Kind.class);

  /// The kinds of callers.
  enum Kind {
    OWNER,
    OTHER,
    /// Without credentials, on this machine.
    ANONYMOUS,
    /// Without credentials, from elsewhere.
    STRANGER,
    /// The owner's token that may only read.
    READ_ONLY,
    EXPIRED,
    DISABLED,
    ADMINISTRATOR;

    /// The callers that may read none of the owner's data.
    static final List<Kind> OUTSIDERS = List.of(OTHER, ANONYMOUS, STRANGER, EXPIRED, DISABLED);
  }

  private MatrixPeople(People people) {
    this.people = people;
  }

  static MatrixPeople at(ServerProcess server) {
    MatrixPeople all = new MatrixPeople(new People(server));
    String administrator = all.people.administrator(ADMINISTRATOR);
    all.shown.put(Kind.ADMINISTRATOR, administrator);
    all.shown.put(Kind.OWNER, all.people.newUser(OWNER));
    all.shown.put(Kind.OTHER, all.people.newUser(OTHER));
    all.shown.put(Kind.READ_ONLY, "Token " + all.token(READING));
    all.shown.put(Kind.EXPIRED, all.ended());
    all.shown.put(Kind.DISABLED, all.disabled(administrator));
    return all;
  }

  /// The secret of a new token of the owner's.
  private String token(String body) {
    return made(body).path("token").textValue();
  }

  private JsonNode made(String body) {
    HttpResponse<String> made =
        people.request("POST", "/api/v1/account/tokens", body, shown.get(Kind.OWNER));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return People.json(made);
  }

  /// A token that held once.
  private String ended() {
    JsonNode made = made("{\"name\":\"e\",\"scopes\":[\"read\",\"portfolio:write\"]}");
    String path = "/api/v1/account/tokens/" + made.path("id").asText();
    assertThat(people.request("DELETE", path, "", shown.get(Kind.OWNER)).statusCode())
        .isEqualTo(204);
    return "Bearer " + made.path("token").textValue();
  }

  private String disabled(String administrator) {
    String bearer = people.newUser("matrix-disabled");
    String id =
        People.json(people.request("GET", "/api/v1/account", "", bearer)).path("id").asText();
    String path = "/api/v1/admin/users/" + id;
    assertThat(people.request("PATCH", path, "{\"disabled\":true}", administrator).statusCode())
        .isEqualTo(200);
    return bearer;
  }

  /// The id of a new account.
  String newUser(String name) {
    String bearer = people.newUser(name);
    return People.json(people.request("GET", "/api/v1/account", "", bearer)).path("id").asText();
  }

  /// A browser's session of the owner's.
  void signOwnerIn() {
    people.session(OWNER);
  }

  /// @param signsOut whether the credential does not hold afterwards
  HttpResponse<String> request(
      Kind kind, String method, String path, String body, boolean signsOut) {
    if (kind == Kind.STRANGER) {
      return people.send(method, path, body, "X-Forwarded-For", "203.0.113.9");
    }
    String credential = signsOut ? fresh(kind) : shown.getOrDefault(kind, "");
    return people.request(method, path, body, credential);
  }

  /// Another credential of the same person, for one use.
  private String fresh(Kind kind) {
    return switch (kind) {
      case OWNER -> people.bearer(OWNER);
      case OTHER -> people.bearer(OTHER);
      case ADMINISTRATOR -> people.bearer(ADMINISTRATOR);
      case READ_ONLY -> "Token " + token(READING);
      case ANONYMOUS, STRANGER, EXPIRED, DISABLED -> shown.getOrDefault(kind, "");
    };
  }
}
