package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;

/// A user that is signed in, and its trades.
record Trader(ServerProcess server, String token) {
  /// A trade, as document 003 opens it.
  static final String BUY =
      """
      {"symbol":"BTC/USDT","entry_price":50000,"quantity":0.5,"trade_type":"BUY"}\
      """;

  private static final JsonMapper JSON = new JsonMapper();

  static Trader register(ServerProcess server, String name) throws IOException {
    String body = "{\"username\":\"" + name + "\",\"password\":\"quite-unusual-7\"}";
    assertThat(server.post("/auth/register", body, "Content-Type", "application/json"))
        .returns(201, HttpResponse::statusCode);
    HttpResponse<String> login =
        server.post(
            "/auth/login",
            "username=" + name + "&password=quite-unusual-7",
            "Content-Type",
            "application/x-www-form-urlencoded");
    return new Trader(server, json(login).path("access_token").textValue());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  HttpResponse<String> send(String method, String path, String body) {
    return server.send(
        method, path, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  JsonNode open(String body) throws IOException {
    HttpResponse<String> opened = send("POST", "/trades", body);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return json(opened);
  }

  JsonNode close(JsonNode trade, String price) throws IOException {
    String path = "/trades/" + trade.path("id").longValue() + "/close";
    return json(send("PATCH", path, "{\"exit_price\":" + price + "}"));
  }
}
