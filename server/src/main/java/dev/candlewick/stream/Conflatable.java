package dev.candlewick.stream;

/// Something that may be replaced by what comes later on its topic.
interface Conflatable {
  Topic topic();

  /// Whether it counts for ever, as a print or a closed candle does; else only the newest counts.
  boolean lasting();
}
