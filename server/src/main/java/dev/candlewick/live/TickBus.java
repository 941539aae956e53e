package dev.candlewick.live;

import dev.candlewick.market.Tick;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Hands new ticks to everybody in this process who listens. A tick is published here, once, after
/// it was stored, and nowhere else.
public final class TickBus {
  private final List<Subscription> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<String> say;

  /// @param say hears of listeners that throw
  public TickBus(Consumer<String> say) {
    this.say = say;
  }

  /// Somebody's wish to hear; ends when closed.
  public final class Subscription implements AutoCloseable {
    private final Consumer<List<Tick>> listener;

    private Subscription(Consumer<List<Tick>> listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  /// From now on the listener hears every list of ticks, on the publisher's thread: one that has
  /// much to do hands it on.
  public Subscription subscribe(Consumer<List<Tick>> listener) {
    Subscription subscription = new Subscription(listener);
    listeners.add(subscription);
    return subscription;
  }

  /// Tells everybody; one that throws disturbs neither the others nor the publisher.
  public void publish(List<Tick> ticks) {
    if (ticks.isEmpty()) return;
    List<Tick> copy = List.copyOf(ticks);
    for (Subscription subscription : listeners) {
      try {
        subscription.listener.accept(copy);
      } catch (RuntimeException e) {
        say.accept("a listener of prices failed: " + e);
      }
    }
  }
}
