package dev.candlewick.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Runs identical concurrent work once: the other callers wait for its outcome, error or not. A
/// call with another request for the same key waits until the first has ended and then runs its own
/// work, because the outcome of one request does not fit another.
///
/// @param <K> what the work is done on; one call per key runs at a time
/// @param <Q> the request; only an equal one shares an outcome
public final class SingleFlight<K, Q, V> {
  private final ConcurrentMap<K, Flight<Q, V>> inFlight = new ConcurrentHashMap<>();

  private record Flight<Q, V>(Q request, CompletableFuture<V> outcome) {}

  /// Runs the work, or returns the outcome of an equal request that is running.
  ///
  /// @param work checks first what an earlier call with the key has stored
  public V run(K key, Q request, Supplier<V> work) {
    Flight<Q, V> flight = new Flight<>(request, new CompletableFuture<>());
    for (Flight<Q, V> other = inFlight.putIfAbsent(key, flight);
        other != null;
        other = inFlight.putIfAbsent(key, flight)) {
      if (other.request().equals(request)) return await(other.outcome());
      other.outcome().exceptionally(_ -> null).join();
    }
    return execute(key, flight, work);
  }

  /// Releases the key before the outcome is set, so that no waiting caller finds the key still
  /// taken.
  private V execute(K key, Flight<Q, V> flight, Supplier<V> work) {
    try {
      V value = work.get();
      inFlight.remove(key, flight);
      flight.outcome().complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      inFlight.remove(key, flight);
      flight.outcome().completeExceptionally(e);
      throw e;
    }
  }

  private static <T> T await(CompletableFuture<T> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) throw fault;
      throw e;
    }
  }
}
