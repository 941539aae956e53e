package dev.candlewick.stream;

/// Writes the value of a topic as JSON, `{"topic":…,"data":…}`.
public interface TopicWriter {
  /// Returns the text of one update.
  ///
  /// @param value a market record, or the JSON text of an account's figures
  String encode(Topic topic, Object value);
}
