package dev.candlewick.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Lets identical work that is wanted several times at once run once; the others wait for its
/// outcome, fault or not.
public final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flying = new ConcurrentHashMap<>();

  public V run(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> theirs = flying.putIfAbsent(key, mine);
    if (theirs != null) return joined(theirs);
    try {
      V value = work.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flying.remove(key, mine);
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
