package dev.candlewick.stream;

import java.util.List;

/// How updates become messages on one kind of connection.
public interface MessageFormat {
  /// The messages that tell these updates.
  ///
  /// @param cursor where the sequence stands after them
  /// @param lost how many lasting updates had no room before them
  List<String> updates(List<Update> updates, String cursor, int lost);

  /// The messages for somebody who begins to listen.
  ///
  /// @param updates where things stand
  List<String> snapshot(Subscribed subscribed, List<Update> updates, String cursor);

  /// What is said to somebody for whom nothing has happened for a while; none where silence is
  /// fine.
  List<String> heartbeat(String cursor);

  /// What is said before a connection is closed.
  List<String> closing(CloseReason reason);

  /// A subscription that came about.
  ///
  /// @param id as the client called its wish, as JSON; `null` when it did not
  /// @param topics all that the connection listens to now
  /// @param resumed whether nothing was missed since the client's cursor
  record Subscribed(String id, List<Topic> topics, boolean resumed) {}
}
