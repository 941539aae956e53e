package dev.candlewick.stream;

/// A value of a topic, before it has its place in the sequence.
///
/// @param value a market record, or the text of somebody's own figures
record TopicEvent(Topic topic, Object value, boolean lasting) implements Conflatable {}
