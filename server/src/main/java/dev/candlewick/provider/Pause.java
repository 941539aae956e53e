package dev.candlewick.provider;

import java.time.Duration;

/// How this process waits; a test passes time instead.
@FunctionalInterface
public interface Pause {
  void await(Duration duration) throws InterruptedException;
}
