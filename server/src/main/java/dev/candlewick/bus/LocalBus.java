package dev.candlewick.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The bus of one process: listeners run on the publisher's thread.
public final class LocalBus implements Bus {
  private final List<LocalSubscription> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<String> log;

  /// Creates a bus without subscribers.
  ///
  /// @param log receives the failures of listeners
  public LocalBus(Consumer<String> log) {
    this.log = log;
  }

  private final class LocalSubscription implements Subscription {
    private final Consumer<BusEvent> listener;

    LocalSubscription(Consumer<BusEvent> listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  @Override
  public Subscription subscribe(Consumer<BusEvent> listener) {
    LocalSubscription subscription = new LocalSubscription(listener);
    listeners.add(subscription);
    return subscription;
  }

  @Override
  public void publish(BusEvent event) {
    for (LocalSubscription subscription : listeners) {
      try {
        subscription.listener.accept(event);
      } catch (RuntimeException e) {
        log.accept("a bus listener failed: " + e);
      }
    }
  }
}
