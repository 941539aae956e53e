package dev.candlewick.benchmarks.stream;

import java.util.concurrent.atomic.AtomicInteger;

/// How far a run is, for all its threads.
final class Progress {
  /// Connections are opened and clients settle; then what comes counts; then the stalled read; then
  /// all leave.
  enum Phase {
    RAMP,
    MEASURE,
    DRAIN,
    OVER
  }

  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile Phase phase = Phase.RAMP;

  boolean is(Phase asked) {
    return phase == asked;
  }

  void enter(Phase next) {
    phase = next;
  }

  /// One client is a WebSocket now.
  void connected() {
    connected.incrementAndGet();
    settled();
  }

  /// One client is connected or has failed.
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
