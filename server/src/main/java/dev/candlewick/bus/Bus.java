package dev.candlewick.bus;

import java.util.function.Consumer;

/// Carries what happens to everybody who listens. Whoever publishes does not know whether they are
/// in this process or in another.
public interface Bus {
  /// Somebody's wish to hear; ends when closed.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// From now on the listener hears every event, in the order in which one publisher tells them, on
  /// a thread that is not its own: one that has much to do hands it on.
  Subscription subscribe(Consumer<BusEvent> listener);

  /// Tells everybody; a listener that throws disturbs neither the others nor the publisher.
  void publish(BusEvent event);
}
