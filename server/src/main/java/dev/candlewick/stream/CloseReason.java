package dev.candlewick.stream;

/// Why a connection ends, in the codes of RFC 6455 and IANA's registry.
public enum CloseReason {
  GOING_AWAY(1001, "the server stops"),
  CREDENTIALS_ENDED(1008, "the credentials do not hold any more"),
  TOO_MANY_MESSAGES(1008, "too many messages"),
  MESSAGE_TOO_LONG(1009, "a message that is too long"),
  PROTOCOL_ERROR(1002, "not the WebSocket protocol"),
  NOT_TEXT(1003, "only text messages are taken"),
  NOT_UTF8(1007, "a text that is not UTF-8"),
  TOO_SLOW(1013, "too slow: what was sent was not taken"),
  PING_TIMEOUT(1008, "no answer to pings");

  private final int code;
  private final String reason;

  CloseReason(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
