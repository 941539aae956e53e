package dev.candlewick.catalog;

import dev.candlewick.market.Instrument;
import java.util.List;

/// Texts that name no topic.
public final class TopicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;
  private final transient List<Instrument> candidates;

  /// A text that names no topic.
  ///
  /// @param index its place among the texts, from 0
  public record Fault(int index, String message) {}

  TopicException(List<Fault> faults, List<Instrument> candidates) {
    super(faults.size() + " topics are wrong");
    this.faults = List.copyOf(faults);
    this.candidates = List.copyOf(candidates);
  }

  public List<Fault> faults() {
    return faults;
  }

  /// The instruments that the ambiguous ones among the texts may mean.
  public List<Instrument> candidates() {
    return candidates;
  }
}
