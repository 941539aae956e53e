package dev.candlewick.provider.client;

import java.time.Duration;

/// The allowed request rate within a minute: a burst, then one request per unit of time.
///
/// @param burst requests that may be sent together, at least 1
/// @param spacing between requests after that; zero where the minute's budget is the only limit
public record Pace(int burst, Duration spacing) {
  /// No limit besides the minute's budget.
  public static final Pace NONE = new Pace(1, Duration.ZERO);

  public Pace {
    if (burst < 1 || spacing.isNegative())
      throw new IllegalArgumentException(burst + " " + spacing);
  }
}
