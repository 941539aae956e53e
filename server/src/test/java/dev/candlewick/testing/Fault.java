package dev.candlewick.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A fault of a venue, as venues document it or as it was observed.
public sealed interface Fault {
  /// A response of another status or body.
  record Status(int status, Map<String, String> headers, String body) implements Fault {
    public Status {
      headers = Map.copyOf(headers);
    }
  }

  /// No response, then the connection closes.
  record Hang(Duration duration) implements Fault {}

  /// All headers, half the body, a pause, then the connection closes.
  record Stall(Duration duration) implements Fault {}

  /// All headers, half the body, then the connection closes.
  record Truncated() implements Fault {}

  /// The connection closes before a byte is sent.
  record Reset() implements Fault {}

  /// Wrong rows. The fault waits for the next request for candles.
  record Lie(UnaryOperator<List<String>> rows) implements Fault {}

  static Fault status(int status, Map<String, String> headers, String body) {
    return new Status(status, headers, body);
  }

  static Fault tooManyRequests(int retryAfterSeconds) {
    return status(
        429,
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)),
        "{\"code\":-1003,\"msg\":\"Too much request weight used; current limit is 6000.\"}");
  }

  static Fault banned(int retryAfterSeconds) {
    return status(
        418,
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)),
        "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned.\"}");
  }

  static Fault serverError() {
    return status(500, Map.of(), "{\"code\":-1000,\"msg\":\"An unknown error occurred.\"}");
  }

  static Fault badGatewayHtml() {
    return status(502, html(), "<html><body><h1>502 Bad Gateway</h1></body></html>");
  }

  static Fault forbiddenHtml() {
    return status(403, html(), "<html><body><h1>403 Forbidden</h1></body></html>");
  }

  static Fault blocked451() {
    return status(
        451, Map.of(), "{\"code\":0,\"msg\":\"Service unavailable from a restricted location\"}");
  }

  static Fault overloaded1008() {
    return status(503, Map.of(), "{\"code\":-1008,\"msg\":\"Server is currently overloaded.\"}");
  }

  static Fault html200() {
    return status(200, html(), "<!DOCTYPE html><html><body>Just a moment...</body></html>");
  }

  static Fault hang(Duration duration) {
    return new Hang(duration);
  }

  static Fault stall(Duration duration) {
    return new Stall(duration);
  }

  static Fault truncated() {
    return new Truncated();
  }

  static Fault reset() {
    return new Reset();
  }

  static Fault lie(UnaryOperator<List<String>> rows) {
    return new Lie(rows);
  }

  /// The last two rows are swapped.
  static Fault outOfOrder() {
    return lie(rows -> {
      List<String> lied = new ArrayList<>(rows);
      if (lied.size() > 1) Collections.swap(lied, lied.size() - 1, lied.size() - 2);
      return lied;
    });
  }

  /// The last row comes twice.
  static Fault duplicated() {
    return lie(rows -> {
      List<String> lied = new ArrayList<>(rows);
      if (lied.size() > 1) lied.set(lied.size() - 1, lied.get(lied.size() - 2));
      return lied;
    });
  }

  /// The last row's low is below zero.
  static Fault negative() {
    return lastRow((field, text) -> field == 3 ? "\"-0.01000000\"" : text);
  }

  /// The last row's high is below its low.
  static Fault highBelowLow() {
    return lastRow((field, text) -> field == 2 ? "\"0.00000001\"" : text);
  }

  /// The last row opens 7 ms after its grid time.
  static Fault misaligned() {
    return lastRow((field, text) -> field == 0 ? Long.toString(Long.parseLong(text) + 7) : text);
  }

  /// The first row opens 3,024 days (a whole number of every interval but the month) too early.
  static Fault outsideRange() {
    return lie(rows -> {
      List<String> lied = new ArrayList<>(rows);
      long away = Duration.ofDays(3024).toMillis();
      if (!lied.isEmpty()) {
        lied.set(
            0,
            changed(
                lied.getFirst(),
                (field, text) -> field == 0 ? Long.toString(Long.parseLong(text) - away) : text));
      }
      return lied;
    });
  }

  private static Fault lastRow(FieldChange change) {
    return lie(rows -> {
      List<String> lied = new ArrayList<>(rows);
      if (!lied.isEmpty()) lied.set(lied.size() - 1, changed(lied.getLast(), change));
      return lied;
    });
  }

  private static String changed(String row, FieldChange change) {
    List<String> fields = new ArrayList<>();
    for (String field : row.strip().replaceAll("^\\[|\\]$", "").split(",", -1)) {
      fields.add(change.of(fields.size(), field.strip()));
    }
    return "[" + String.join(",", fields) + "]";
  }

  private static Map<String, String> html() {
    return Map.of("Content-Type", "text/html");
  }

  /// Returns the new text of a field at this index of a row.
  interface FieldChange {
    String of(int field, String text);
  }
}
