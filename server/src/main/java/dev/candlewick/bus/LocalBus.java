package dev.candlewick.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The bus of one process: listeners hear on the publisher's thread.
public final class LocalBus implements Bus {
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<String> say;

  /// @param say hears of listeners that throw
  public LocalBus(Consumer<String> say) {
    this.say = say;
  }

  private final class Listening implements Subscription {
    private final Consumer<LiveEvent> listener;

    Listening(Consumer<LiveEvent> listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  @Override
  public Subscription subscribe(Consumer<LiveEvent> listener) {
    Listening listening = new Listening(listener);
    listeners.add(listening);
    return listening;
  }

  @Override
  public void publish(LiveEvent event) {
    for (Listening listening : listeners) {
      try {
        listening.listener.accept(event);
      } catch (RuntimeException e) {
        say.accept("a listener of what happens failed: " + e);
      }
    }
  }
}
