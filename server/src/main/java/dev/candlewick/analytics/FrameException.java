package dev.candlewick.analytics;

import java.util.List;
import java.util.stream.Collectors;

/// A frame that cannot be computed as requested, with all errors of the request.
public final class FrameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// The possible errors, each named after its option.
  public enum Fault {
    SERIES_EMPTY,
    WINDOW_TOO_SMALL,
    WINDOW_TOO_LARGE,
    VOLATILITY_WINDOW_TOO_SMALL,
    BASE_NOT_FINITE,
    BASE_WITHOUT_FIRST_PRICE
  }

  /// One error.
  ///
  /// @param message for the caller, with the invalid value
  public record Problem(Fault fault, String message) {}

  private final transient List<Problem> problems;

  FrameException(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /// Returns the errors, at least one.
  public List<Problem> problems() {
    return problems;
  }
}
