package dev.candlewick.stream;

/// A value of a topic with its sequence number. The text is built once for all subscribers.
public final class Update implements Conflatable {
  private final long sequence;
  private final TopicEvent event;
  private final TopicWriter encoder;
  private volatile String text = "";

  Update(long sequence, TopicEvent event, TopicWriter encoder) {
    this.sequence = sequence;
    this.event = event;
    this.encoder = encoder;
  }

  /// Returns the sequence number; it increases with every update of this process.
  public long sequence() {
    return sequence;
  }

  @Override
  public Topic topic() {
    return event.topic();
  }

  /// Returns a market record, or the JSON text of an account's figures.
  public Object value() {
    return event.value();
  }

  @Override
  public boolean lasting() {
    return event.lasting();
  }

  /// Returns the text `{"topic":…,"data":…}`.
  public String text() {
    if (text.isEmpty()) text = encoder.encode(event.topic(), event.value());
    return text;
  }
}
