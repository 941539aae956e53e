package dev.candlewick.stream;

/// A value of a topic, before it has a sequence number.
///
/// @param value a market record, or the JSON text of an account's figures
record TopicEvent(Topic topic, Object value, boolean lasting) implements Conflatable {}
