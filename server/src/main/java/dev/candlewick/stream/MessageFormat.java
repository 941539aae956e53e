package dev.candlewick.stream;

import java.util.List;

/// The format of the messages on one kind of connection.
public interface MessageFormat {
  /// Returns the messages for these updates.
  ///
  /// @param cursor the cursor after them
  /// @param lost number of lasting updates that had no room before them
  List<String> updates(List<Update> updates, String cursor, int lost);

  /// Returns the messages for a new subscription.
  ///
  /// @param updates the current values of its topics
  List<String> snapshot(Subscribed subscribed, List<Update> updates, String cursor);

  /// Returns the messages for a connection on which nothing was sent for a while; none where the
  /// format needs none.
  List<String> heartbeat(String cursor);

  /// Returns the messages to send before a connection is closed.
  List<String> closing(CloseReason reason);

  /// A completed subscription.
  ///
  /// @param id the client's id of the command, as JSON; `null` when it has none
  /// @param topics all topics of the connection now
  /// @param resumed whether nothing was missed since the client's cursor
  record Subscribed(String id, List<Topic> topics, boolean resumed) {}
}
