package dev.candlewick.bus;

import java.util.function.Consumer;

/// Delivers events to all subscribers. A publisher does not know whether they are in this process
/// or in another.
public interface Bus {
  /// A subscription of a listener; ends when closed.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Subscribes a listener to every event, in the order in which one publisher publishes them. The
  /// listener runs on a thread that is not its own and must hand longer work to another one.
  Subscription subscribe(Consumer<BusEvent> listener);

  /// Publishes an event to all subscribers. An exception of one affects neither the others nor the
  /// publisher.
  void publish(BusEvent event);
}
