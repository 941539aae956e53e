package dev.candlewick.fuzz;

import dev.candlewick.fuzz.FuzzOperation.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Creates requests: most are valid for their operation but for one or two values.
final class FuzzRequests {
  private static final List<String> METHODS =
      List.of("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST", "GET", "TRACE", "BREW");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "text/plain",
          "text/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "nonsense",
          "a/b;c");
  private static final List<String> HEADERS =
      List.of(
          "Accept: image/png",
          "Accept: nonsense",
          "Accept: text/html",
          "Accept-Language: tr",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "Range: bytes=9-1",
          "Cookie: cw_session=x",
          "Cookie: =;;a",
          "Origin: https://evil.example",
          "Sec-Fetch-Site: cross-site",
          "X-Forwarded-For: 1.2.3.4, nonsense",
          "X-Request-Id: a b",
          "Idempotency-Key: 1",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Upgrade: h2c",
          "Accept-Encoding: gzip");
  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "[null]",
          "{}",
          "1",
          "\"a\"",
          "{",
          "[".repeat(5000),
          "{\"a\":".repeat(2000),
          "\ufeff{}",
          "{\"a\":1,\"a\":2}",
          "{} {}",
          "a=b&username=%zz",
          "username=a&password=b",
          "NaN",
          "1e-2147483648",
          "[1e-2147483648]",
          "{\"symbol\":\"\\ud800\"}",
          "{\"symbol\":\"\\u0000\"}");

  private final FuzzValues values;

  FuzzRequests(FuzzValues values) {
    this.values = values;
  }

  FuzzRequest next(FuzzOperation operation, String authorization) {
    List<String> headers = new ArrayList<>();
    if (!authorization.isEmpty()) headers.add("Authorization: " + authorization);
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    String path = operation.path();
    for (Parameter parameter : operation.parameters()) {
      String text = text(parameter);
      switch (parameter.place()) {
        case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(text));
        case "header" -> headers.add(parameter.name() + ": " + visible(text));
        default -> {
          if (values.chance(45)) query.add(parameter.name() + "=" + encoded(text));
        }
      }
    }
    if (values.chance(4)) query.add("unknown_" + values.below(9) + "=1");
    if (values.chance(5)) path += "/";
    byte[] body = body(operation, headers);
    if (values.chance(15)) headers.add(values.one(HEADERS));
    String method = values.chance(6) ? values.one(METHODS) : operation.method();
    return new FuzzRequest(
        method, path + query, headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  private String text(Parameter parameter) {
    boolean named = !parameter.named().isEmpty() && values.chance(50);
    return named ? values.one(parameter.named()) : values.text(parameter.name(), parameter.type());
  }

  /// Returns a text that is encoded correctly, as some clients do, or not at all.
  private String encoded(String text) {
    if (values.chance(2))
      return values.one(List.of("%zz", "%", "%ff", "%c0%80", "%ed%a0%80", "%00"));
    String plain = URLEncoder.encode(text, StandardCharsets.UTF_8);
    if (values.chance(3))
      return visible(
          new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    return values.chance(80) ? plain.replace("+", "%20") : plain;
  }

  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl} ]", "~");
  }

  private byte[] body(FuzzOperation operation, List<String> headers) {
    boolean has = !operation.fields().isEmpty();
    if (!has && !values.chance(3)) return new byte[0];
    if (values.chance(95)) headers.add("Content-Type: " + values.one(TYPES));
    if (!has || values.chance(8)) return bytes(values.one(BODIES));
    String object = object(operation.fields());
    if (values.chance(5)) return bytes("[" + object + "," + object(operation.fields()) + "]");
    if (values.chance(3)) return bytes(object.substring(0, values.below(object.length())));
    return bytes(object);
  }

  private String object(Map<String, String> fields) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    for (String name : fields.keySet()) {
      if (values.chance(20)) changed.put(name, values.json(name));
      else if (values.chance(3)) changed.remove(name);
    }
    if (values.chance(3)) changed.put("unknown", values.json("unknown"));
    StringJoiner object = new StringJoiner(",", "{", "}");
    changed.forEach((name, value) -> object.add(FuzzJson.quoted(name) + ":" + value));
    return object.toString();
  }

  private byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 2 && values.chance(2)) bytes[values.below(bytes.length)] = (byte) 0xff;
    return bytes;
  }
}
