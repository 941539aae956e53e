package dev.candlewick.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The subscribers of each topic, so that no message is written without a reader. Confined to the
/// hub's thread, except for reads of the account topics.
final class SubscriptionIndex {
  private final Map<StreamConnection, Set<Topic>> topics = new HashMap<>();
  private final Map<Topic, Integer> subscriberCounts = new HashMap<>();
  private final Set<Topic.Account> accountTopics = ConcurrentHashMap.newKeySet();

  /// Replaces the topics of a connection.
  void update(StreamConnection connection, Set<Topic> now) {
    Set<Topic> before = now.isEmpty() ? topics.remove(connection) : topics.put(connection, now);
    now.forEach(topic -> subscriberCounts.merge(topic, 1, Integer::sum));
    if (before != null) {
      before.forEach(
          topic -> subscriberCounts.computeIfPresent(topic, (key, n) -> n == 1 ? null : n - 1));
      before.forEach(this::refreshAccountTopic);
    }
    now.forEach(this::refreshAccountTopic);
  }

  private void refreshAccountTopic(Topic topic) {
    if (!(topic instanceof Topic.Account one)) return;
    if (subscriberCounts.containsKey(one)) accountTopics.add(one);
    else accountTopics.remove(one);
  }

  boolean hasSubscribers(Topic topic) {
    return subscriberCounts.containsKey(topic)
        || (topic instanceof Topic.Ticks && subscriberCounts.containsKey(new Topic.AllTicks()));
  }

  Set<Topic.Account> accountTopics() {
    return Set.copyOf(accountTopics);
  }
}
