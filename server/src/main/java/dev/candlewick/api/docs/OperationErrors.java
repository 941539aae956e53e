package dev.candlewick.api.docs;

import dev.candlewick.api.http.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The error codes of each operation, for the API's description.
final class OperationErrors {
  private static final List<ErrorCode> EVERY =
      List.of(
          ErrorCode.UNAUTHORIZED,
          ErrorCode.FORBIDDEN,
          ErrorCode.RATE_LIMITED,
          ErrorCode.BUSY,
          ErrorCode.INTERNAL_ERROR);

  /// Of operations that may send a request to a venue.
  private static final List<ErrorCode> VENUE =
      List.of(
          ErrorCode.INVALID_PARAMETER,
          ErrorCode.NOT_FOUND,
          ErrorCode.NO_DATA,
          ErrorCode.PROVIDER_LIMIT,
          ErrorCode.PROVIDER_ERROR,
          ErrorCode.PROVIDER_RATE_LIMITED,
          ErrorCode.PROVIDER_UNAVAILABLE,
          ErrorCode.PROVIDER_TIMEOUT);

  /// Of writing operations; a conflict is also another request in progress under the same
  /// `Idempotency-Key`.
  private static final List<ErrorCode> WRITE =
      List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.CONFLICT, ErrorCode.OUTCOME_UNKNOWN);

  private static final List<ErrorCode> PASSWORD = List.of(ErrorCode.INVALID_CREDENTIALS);

  private static final List<ErrorCode> MISSING_TRADE = List.of(ErrorCode.TRADE_NOT_FOUND);

  private static final List<ErrorCode> CLOSED_TRADE =
      List.of(ErrorCode.TRADE_NOT_FOUND, ErrorCode.TRADE_ALREADY_CLOSED);

  private static final List<ErrorCode> CONFLICT = List.of(ErrorCode.CONFLICT);

  /// Of single paths.
  private static final Map<String, List<ErrorCode>> OF_PATH =
      Map.ofEntries(
          Map.entry("/api/v1/backfills/{id}", CONFLICT),
          Map.entry("/api/v1/backfills/{id}/retry", CONFLICT),
          Map.entry("/api/v1/instruments", CONFLICT),
          Map.entry("/api/v1/prices", List.of(ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_FOUND)),
          Map.entry("/api/v1/candles/plot", List.of(ErrorCode.NOT_FOUND, ErrorCode.NO_DATA)),
          Map.entry("/api/v1/candles/{symbol}/frame", List.of(ErrorCode.NO_DATA)),
          Map.entry("/api/v1/assets", CONFLICT),
          Map.entry("/api/v1/assets/{symbol}", CONFLICT),
          Map.entry("/api/v1/assets/{symbol}/restore", CONFLICT),
          Map.entry("/api/v1/trades/{id}", MISSING_TRADE),
          Map.entry("/api/v1/trades/{id}/close", CLOSED_TRADE),
          Map.entry("/api/v1/trades/{id}/reopen", MISSING_TRADE),
          Map.entry("/api/v1/trades/{id}/restore", MISSING_TRADE),
          Map.entry("/api/v1/auth/register", List.of(ErrorCode.USERNAME_EXISTS)),
          Map.entry("/api/v1/auth/login", PASSWORD),
          Map.entry("/api/v1/auth/token", PASSWORD),
          Map.entry("/api/v1/auth/session", PASSWORD),
          Map.entry("/api/v1/account/password", PASSWORD),
          Map.entry("/api/v1/account/deletion", PASSWORD),
          Map.entry("/api/v1/account/tokens", CONFLICT),
          Map.entry("/api/v1/admin/users", List.of(ErrorCode.USERNAME_EXISTS)),
          Map.entry("/api/v1/admin/users/{id}", CONFLICT),
          Map.entry("/api/v1/admin/users/{id}/tokens", CONFLICT));

  private OperationErrors() {}

  /// The paths with errors of their own.
  static Set<String> paths() {
    return OF_PATH.keySet();
  }

  /// The codes of an operation, grouped by status.
  static Collection<List<ErrorCode>> of(String path, boolean writes) {
    List<ErrorCode> codes = new ArrayList<>(EVERY);
    codes.add(ErrorCode.VALIDATION_ERROR);
    if (path.contains("{")) codes.add(ErrorCode.NOT_FOUND);
    if (writes) codes.addAll(WRITE);
    if (path.contains("/fetch/") || path.startsWith("/api/v1/market_chart")) codes.addAll(VENUE);
    codes.addAll(OF_PATH.getOrDefault(path, List.of()));
    return codes.stream()
        .distinct()
        .collect(
            Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toUnmodifiableList()))
        .values();
  }
}
