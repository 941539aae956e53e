package dev.candlewick.provider;

import java.time.Duration;

/// Waits for a duration; a test advances its clock instead.
@FunctionalInterface
public interface Pause {
  void await(Duration duration) throws InterruptedException;
}
