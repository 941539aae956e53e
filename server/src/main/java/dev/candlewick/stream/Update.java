package dev.candlewick.stream;

/// A value of a topic at its place in the sequence. The text is made once, for everybody.
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

  /// Rises with everything that happens in this process.
  public long sequence() {
    return sequence;
  }

  @Override
  public Topic topic() {
    return event.topic();
  }

  /// A market record, or the text of somebody's own figures.
  public Object value() {
    return event.value();
  }

  @Override
  public boolean lasting() {
    return event.lasting();
  }

  /// `{"topic":…,"data":…}`.
  public String text() {
    if (text.isEmpty()) text = encoder.encode(event.topic(), event.value());
    return text;
  }
}
