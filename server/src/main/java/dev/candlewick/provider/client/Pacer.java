package dev.candlewick.provider.client;

import java.util.function.LongSupplier;

/// Enforces a `Pace` in this process: the generic cell rate algorithm (ITU-T I.371, virtual
/// scheduling). Processes that share a database share the minute's budget, not the pace.
public final class Pacer {
  private final LongSupplier nanos;
  private final long spacing;
  private final long burstNanos;
  private long nextNanos;

  public Pacer(Pace pace, LongSupplier nanos) {
    this.nanos = nanos;
    this.spacing = pace.spacing().toNanos();
    this.burstNanos = spacing * (pace.burst() - 1);
    this.nextNanos = nanos.getAsLong();
  }

  /// Reserves the next slot; returns the nanoseconds to wait for it.
  public synchronized long reserve() {
    long now = nanos.getAsLong();
    long slot = nextNanos - now > 0 ? nextNanos : now;
    nextNanos = slot + spacing;
    return Math.max(0, slot - burstNanos - now);
  }
}
