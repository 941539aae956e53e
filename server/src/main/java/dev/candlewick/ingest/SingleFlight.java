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
  private final ConcurrentMap<K, Flight<Q, V>> flying = new ConcurrentHashMap<>();

  private record Flight<Q, V>(Q question, CompletableFuture<V> outcome) {}

  /// Runs the work, or answers with the outcome of an equal question that is under way.
  ///
  /// @param work looks first at what an earlier flight of the key has brought
  public V run(K key, Q question, Supplier<V> work) {
    Flight<Q, V> mine = new Flight<>(question, new CompletableFuture<>());
    for (Flight<Q, V> other = flying.putIfAbsent(key, mine);
        other != null;
        other = flying.putIfAbsent(key, mine)) {
      if (other.question().equals(question)) return joined(other.outcome());
      other.outcome().exceptionally(_ -> null).join();
    }
    return fly(key, mine, work);
  }

  /// The key is free before the outcome is known, so that nobody who waits finds it taken still.
  private V fly(K key, Flight<Q, V> mine, Supplier<V> work) {
    try {
      V value = work.get();
      flying.remove(key, mine);
      mine.outcome().complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      flying.remove(key, mine);
      mine.outcome().completeExceptionally(e);
      throw e;
    }
  }

  private static <T> T joined(CompletableFuture<T> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) throw fault;
      throw e;
    }
  }
}
