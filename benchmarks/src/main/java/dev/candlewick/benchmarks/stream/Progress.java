package dev.candlewick.benchmarks.stream;

import java.util.concurrent.atomic.AtomicInteger;

/// The phase of a run, shared by all its threads.
final class Progress {
  /// The phases: connections are opened and clients settle; the measurement; the stalled clients
  /// read; all clients disconnect.
  enum Phase {
    RAMP,
    MEASURE,
    DRAIN,
    OVER
  }

  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile Phase phase = Phase.RAMP;

  boolean is(Phase expected) {
    return phase == expected;
  }

  void enter(Phase next) {
    phase = next;
  }

  /// Counts a client that has become a WebSocket.
  void connected() {
    connected.incrementAndGet();
    settled();
  }

  /// Counts a client that is connected or has failed.
  void settled() {
    settled.incrementAndGet();
  }

  int connectedCount() {
    return connected.get();
  }

  int settledCount() {
    return settled.get();
  }
}
