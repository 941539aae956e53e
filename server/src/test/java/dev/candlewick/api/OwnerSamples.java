package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.api.MatrixPeople.Kind;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Data of the owner's to aim at: a path with a name in braces becomes one of something that is
/// there, made anew for every request.
final class OwnerSamples {
  private static final String ABSENT = "999999999";
  private static final List<String> PUBLIC =
      List.of("/backfills/{id}", "/instruments/{id}", "/series/{id}");

  private final MatrixPeople people;
  private final String quantity;
  private final String price;
  private final Map<String, Supplier<String>> owned =
      Map.of(
          "/trades/{id}", this::position,
          "/assets/{symbol}", this::asset,
          "/account/sessions/{id}", this::session,
          "/account/tokens/{id}", this::token);
  private final Map<String, String> seen = new HashMap<>();
  private int number;

  OwnerSamples(MatrixPeople people, String quantity, String price) {
    this.people = people;
    this.quantity = quantity;
    this.price = price;
  }

  /// Returns whether the operation is on one object that an account owns.
  boolean isOwned(IsolationMatrixIT.Described operation) {
    return maker(operation) != null;
  }

  private Supplier<String> maker(IsolationMatrixIT.Described operation) {
    return owned.entrySet().stream()
        .filter(entry -> operation.path().contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /// The path with everything in braces filled in.
  String path(IsolationMatrixIT.Described operation) {
    String path = operation.path();
    Supplier<String> maker = maker(operation);
    if (maker != null) {
      String filled = path.replaceFirst("\\{[^}]*}", maker.get());
      if (!filled.endsWith("/close")) remember(filled);
      return filled;
    }
    if (path.equals("/trades") && operation.method().equals("GET")) return "/trades?limit=1";
    if (path.contains("/admin/users/{id}")) return path.replace("{id}", victim());
    if (PUBLIC.stream().anyMatch(path::contains)) return path.replace("{id}", ABSENT);
    String filled =
        path.replace("{symbol}", "BTC")
            .replace("{instrument}", "bitcoin")
            .replace("{currency}", "usd")
            .replace("{provider}", "binance")
            .replace("{market}", "BTCUSDT@binance");
    assertThat(filled).as("no sample for " + path).doesNotContain("{");
    return filled;
  }

  private void remember(String path) {
    HttpResponse<String> now = people.request(Kind.OWNER, "GET", path, "", false);
    if (now.statusCode() == 200) seen.put(path, now.body());
  }

  /// Fails when what a path of the owner's shows has changed.
  void requireUnchanged(String path) {
    String before = seen.get(path);
    if (before == null) return;
    assertThat(people.request(Kind.OWNER, "GET", path, "", false).body())
        .as(path)
        .isEqualTo(before);
  }

  /// Makes sure that the owner has a position and an asset.
  void keep() {
    position();
    asset();
  }

  /// Returns whether a response contains data that only the owner may read.
  boolean betrays(String body) {
    return Stream.of(quantity, price, "matrix-owner").anyMatch(body::contains);
  }

  private String position() {
    return made(
            "/api/v1/trades",
            "{\"symbol\":\"BTC/USDT\",\"entry_price\":\"%s\",\"quantity\":\"%s\",\"trade_type\":\"BUY\"}"
                .formatted(price, quantity))
        .path("id")
        .asText();
  }

  private String asset() {
    return made(
            "/api/v1/assets",
            "{\"symbol\":\"MTX%d\",\"quantity\":\"%s\",\"average_buy_price\":\"%s\"}"
                .formatted(++number, quantity, price))
        .path("symbol")
        .textValue();
  }

  private String token() {
    return made("/api/v1/account/tokens", "{\"name\":\"matrix\",\"scopes\":[\"read\"]}")
        .path("id")
        .asText();
  }

  private String session() {
    people.signOwnerIn();
    HttpResponse<String> all =
        people.request(Kind.OWNER, "GET", "/api/v1/account/sessions", "", false);
    return People.json(all).path(0).path("id").asText();
  }

  private String victim() {
    return people.newUser("matrix-victim-" + ++number);
  }

  private JsonNode made(String path, String body) {
    HttpResponse<String> made = people.request(Kind.OWNER, "POST", path, body, false);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Objects.requireNonNull(People.json(made));
  }
}
