package dev.candlewick.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Lets identical work that is wanted several times at once run once: the others wait for its
/// outcome, fault or not. Work for another question about the same key waits until the first has
/// ended and then runs itself, because the outcome of one question does not answer another one.
///
/// @param <K> what the work is done on; one flight of a key is under way at a time
/// @param <Q> the question; only an equal one shares an outcome
public final class SingleFlight<K, Q, V> {
  private final ConcurrentMap<K, Flight<Q, V>> inFlight = new ConcurrentHashMap<>();

  private record Flight<Q, V>(Q request, CompletableFuture<V> outcome) {}

  /// Runs the work, or answers with the outcome of an equal question that is under way.
  ///
  /// @param work looks first at what an earlier flight of the key has brought
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

  /// The key is free before the outcome is known, so that nobody who waits finds it taken still.
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
