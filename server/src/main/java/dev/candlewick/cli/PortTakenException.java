package dev.candlewick.cli;

/// The address to listen on is in use or not available; the message names it and the setting.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fault of this address.
  public PortTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
