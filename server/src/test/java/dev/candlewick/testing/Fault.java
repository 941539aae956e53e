package dev.candlewick.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a venue does instead of answering well.
@FunctionalInterface
public interface Fault {
  /// Answers in its own way.
  ///
  /// @param rows what a good answer would hold
  void answer(BinanceReplay venue, HttpExchange exchange, List<String> rows) throws IOException;

  static Fault status(int status, String body) {
    return (venue, exchange, rows) -> BinanceReplay.send(exchange, status, body);
  }

  /// 429 or 418, with the rest of the ban in `Retry-After`.
  static Fault ban(int status, Duration length) {
    return (venue, exchange, rows) -> {
      exchange.getResponseHeaders().add("Retry-After", Long.toString(length.toSeconds()));
      venue.ban(length);
      BinanceReplay.send(exchange, status, "{\"code\":-1003,\"msg\":\"Too many requests.\"}");
    };
  }

  static Fault html(int status) {
    return status(status, "<html><head><title>Just a moment</title></head></html>");
  }

  static Fault overloaded() {
    return status(503, "{\"code\":-1008,\"msg\":\"Server is currently overloaded.\"}");
  }

  /// Says nothing for a while.
  static Fault hang(Duration length) {
    return (venue, exchange, rows) -> {
      try {
        Thread.sleep(length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /// Promises a whole body and sends half of it.
  static Fault truncated() {
    return (venue, exchange, rows) -> {
      byte[] whole = BinanceReplay.json(rows).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, whole.length + 1L);
      exchange.getResponseBody().write(whole, 0, whole.length / 2);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /// Half a body, of the length it promises.
  static Fault cutJson() {
    return (venue, exchange, rows) -> {
      String whole = BinanceReplay.json(rows);
      BinanceReplay.send(exchange, 200, whole.substring(0, whole.length() / 2));
    };
  }

  /// A well-formed page that is not true.
  static Fault lie(UnaryOperator<List<String>> change) {
    return (venue, exchange, rows) ->
        BinanceReplay.send(exchange, 200, BinanceReplay.json(change.apply(new ArrayList<>(rows))));
  }

  static Fault outOfOrder() {
    return lie(rows -> {
      Collections.reverse(rows);
      return rows;
    });
  }

  static Fault duplicated() {
    return lie(rows -> {
      rows.add(1, rows.getFirst());
      return rows;
    });
  }

  /// Changes a field of the second row: 0 is its open time, 2 the high, 3 the low, 5 the volume.
  static Fault field(int field, String value) {
    return lie(rows -> {
      String[] parts = rows.get(1).substring(1, rows.get(1).length() - 1).split(",", -1);
      parts[field] = value;
      rows.set(1, "[" + String.join(",", parts) + "]");
      return rows;
    });
  }
}
