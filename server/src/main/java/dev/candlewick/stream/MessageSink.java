package dev.candlewick.stream;

import java.util.List;

/// The destination of a connection's messages; called by its shard only, on the shard's thread.
public interface MessageSink {
  /// Writes the messages.
  ///
  /// @param onSent runs on the shard's thread when the last of them has left this process
  void write(List<String> messages, Runnable onSent);

  /// Closes the connection after the messages written so far.
  void close(CloseReason reason);

  /// Closes the connection without waiting for them: the client does not read.
  void abort();
}
