package dev.candlewick.cli;

/// The address to listen on is not to be had; the message says which and what to set.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fault of this address.
  public PortTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
