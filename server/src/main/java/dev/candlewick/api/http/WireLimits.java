package dev.candlewick.api.http;

import java.time.Duration;

/// How long a connection waits for a request and how large a body may be.
///
/// @param head from the first byte of a request to the end of its headers
/// @param body from the end of the headers to the end of the body, to which a second is added for
///   each 64 KiB received
/// @param idle without a request in progress
/// @param drain after a refusal, while the client may still send and reads the response
/// @param bodyBytes most bytes of a body
public record WireLimits(
    Duration head, Duration body, Duration idle, Duration drain, long bodyBytes) {
  /// Most bytes of any request's body.
  public static final int MAX_BODY_BYTES = 8 << 20;

  private static final Duration IDLE = Duration.ofSeconds(75);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /// The limits, with the two times that are settings.
  public static WireLimits of(Duration head, Duration body) {
    return new WireLimits(head, body, IDLE, DRAIN, MAX_BODY_BYTES);
  }
}
