package dev.candlewick.provider.client;

import java.time.Duration;

/// How fast a venue may be asked within its minute: so many requests at once, then one per stretch
/// of time.
///
/// @param burst requests that may go out together, at least 1
/// @param spacing between requests after that; zero where the minute's budget is the only limit
public record Pace(int burst, Duration spacing) {
  /// Where nothing but the minute's budget counts.
  public static final Pace NONE = new Pace(1, Duration.ZERO);

  public Pace {
    if (burst < 1 || spacing.isNegative())
      throw new IllegalArgumentException(burst + " " + spacing);
  }
}
