package dev.candlewick.api.http;

/// The closed list of error codes with their HTTP statuses.
public enum ErrorCode {
  VALIDATION_ERROR(422),
  INVALID_PARAMETER(400),
  NOT_FOUND(404),
  NO_DATA(404),
  TRADE_NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  CONFLICT(409),
  USERNAME_EXISTS(409),
  TRADE_ALREADY_CLOSED(400),
  UNAUTHORIZED(401),
  INVALID_CREDENTIALS(401),
  FORBIDDEN(403),
  RATE_LIMITED(429),
  PAYLOAD_TOO_LARGE(413),
  PROVIDER_ERROR(502),
  PROVIDER_RATE_LIMITED(503),
  PROVIDER_UNAVAILABLE(503),
  PROVIDER_TIMEOUT(504),
  PROVIDER_LIMIT(422),
  BUSY(503),
  OUTCOME_UNKNOWN(503),
  INTERNAL_ERROR(500);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
