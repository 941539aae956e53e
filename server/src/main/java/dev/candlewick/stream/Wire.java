package dev.candlewick.stream;

import java.util.List;

/// Where the messages of a connection go; called by its shard only, on the shard's thread.
public interface Wire {
  /// Writes the messages.
  ///
  /// @param sent runs on the shard's thread when the last of them has left this machine's program
  void write(List<String> messages, Runnable sent);

  /// Ends the connection after what was written.
  void close(Closing closing);

  /// Ends the connection at once: nothing is taken on the other side.
  void cut();
}
