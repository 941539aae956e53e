package dev.candlewick.stream;

import java.util.List;

/// Where the messages of a connection go; called by its shard only, on the shard's thread.
public interface MessageSink {
  /// Writes the messages.
  ///
  /// @param onSent runs on the shard's thread when the last of them has left this machine's program
  void write(List<String> messages, Runnable onSent);

  /// Ends the connection after what was written.
  void close(CloseReason reason);

  /// Ends the connection at once: nothing is taken on the other side.
  void abort();
}
