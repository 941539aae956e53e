package dev.candlewick.analytics;

import java.util.List;
import java.util.stream.Collectors;

/// A frame that cannot be made as it was asked for, with everything that is wrong about the
/// request.
public final class FrameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// What may be wrong, each named after the option it blames.
  public enum Fault {
    SERIES_EMPTY,
    WINDOW_TOO_SMALL,
    WINDOW_TOO_LARGE,
    VOLATILITY_WINDOW_TOO_SMALL,
    BASE_NOT_FINITE,
    BASE_WITHOUT_FIRST_PRICE
  }

  /// One thing that is wrong.
  ///
  /// @param message for the one who asked, with the value that is wrong
  public record Problem(Fault fault, String message) {}

  private final transient List<Problem> problems;

  FrameException(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /// At least one.
  public List<Problem> problems() {
    return problems;
  }
}
