package dev.candlewick.stream;

/// The reason for closing a connection, with the codes of RFC 6455 and IANA's registry.
public enum CloseReason {
  GOING_AWAY(1001, "the server stops"),
  CREDENTIALS_ENDED(1008, "the credentials are no longer valid"),
  TOO_MANY_MESSAGES(1008, "too many messages"),
  MESSAGE_TOO_LONG(1009, "the message is too long"),
  PROTOCOL_ERROR(1002, "not the WebSocket protocol"),
  NOT_TEXT(1003, "only text messages are accepted"),
  NOT_UTF8(1007, "the text is not UTF-8"),
  TOO_SLOW(1013, "too slow: sent messages were not read"),
  PING_TIMEOUT(1008, "no response to pings");

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
