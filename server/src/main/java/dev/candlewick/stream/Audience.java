package dev.candlewick.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who listens to what, so that nothing is written that nobody reads. Confined to the hub's thread,
/// except for what is read of own figures.
final class Audience {
  private final Map<Connection, Set<Topic>> topics = new HashMap<>();
  private final Map<Topic, Integer> listeners = new HashMap<>();
  private final Set<Topic.Own> own = ConcurrentHashMap.newKeySet();

  /// A connection listens to these now, and to no others.
  void change(Connection connection, Set<Topic> now) {
    Set<Topic> before = now.isEmpty() ? topics.remove(connection) : topics.put(connection, now);
    now.forEach(topic -> listeners.merge(topic, 1, Integer::sum));
    if (before != null) {
      before.forEach(topic -> listeners.computeIfPresent(topic, (key, n) -> n == 1 ? null : n - 1));
      before.forEach(this::note);
    }
    now.forEach(this::note);
  }

  private void note(Topic topic) {
    if (!(topic instanceof Topic.Own one)) return;
    if (listeners.containsKey(one)) own.add(one);
    else own.remove(one);
  }

  boolean has(Topic topic) {
    return listeners.containsKey(topic)
        || (topic instanceof Topic.Ticks && listeners.containsKey(new Topic.AllTicks()));
  }

  Set<Topic.Own> own() {
    return Set.copyOf(own);
  }
}
