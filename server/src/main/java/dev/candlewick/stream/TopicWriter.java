package dev.candlewick.stream;

/// Writes the value of a topic as JSON, `{"topic":…,"data":…}`.
public interface TopicWriter {
  /// The text of one update.
  ///
  /// @param value a market record, or the text of somebody's own figures
  String encode(Topic topic, Object value);
}
