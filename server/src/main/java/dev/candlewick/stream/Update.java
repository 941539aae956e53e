package dev.candlewick.stream;

/// A value of a topic at its place in the sequence. The text is made once, for everybody.
public final class Update implements Conflatable {
  private final long sequence;
  private final Happening happening;
  private final TopicText encoder;
  private volatile String text = "";

  Update(long sequence, Happening happening, TopicText encoder) {
    this.sequence = sequence;
    this.happening = happening;
    this.encoder = encoder;
  }

  /// Rises with everything that happens in this process.
  public long sequence() {
    return sequence;
  }

  @Override
  public Topic topic() {
    return happening.topic();
  }

  /// A market record, or the text of somebody's own figures.
  public Object value() {
    return happening.value();
  }

  @Override
  public boolean lasting() {
    return happening.lasting();
  }

  /// `{"topic":…,"data":…}`.
  public String text() {
    if (text.isEmpty()) text = encoder.of(happening.topic(), happening.value());
    return text;
  }
}
