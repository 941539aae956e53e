package dev.candlewick.provider;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The requests that a venue allows in a window of time, and the part of them that is used.
///
/// @param limit of a window; `UNLIMITED` for a venue without one
/// @param usable the part of the limit that this server uses
/// @param used in the current window by all processes of the database, as far as known
/// @param resetsIn until the next window; null while nothing of this one is used
public record VenueBudget(
    Unit unit,
    int limit,
    int usable,
    int used,
    Duration window,
    @Nullable Duration resetsIn,
    Pacing pacing) {
  /// The limit of a venue that has none.
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /// What a venue counts.
  public enum Unit {
    /// Requests count by what they cost the venue.
    WEIGHT,
    /// Each request counts one.
    REQUESTS;

    /// As it is written: `weight`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How fast requests follow one another within a window.
  ///
  /// @param burst requests that may be sent together, at least 1
  /// @param spacing between requests after that
  /// @param concurrent most requests at the same time, at least 1
  /// @param responseTime a typical one
  public record Pacing(int burst, Duration spacing, int concurrent, Duration responseTime) {
    /// Returns the time that this many requests take.
    ///
    /// @param most most of them at the same time
    Duration timeFor(long requests, int most) {
      Duration paced = spacing.multipliedBy(Math.max(0, requests - burst));
      long rounds = Math.ceilDiv(requests, Math.clamp(most, 1, concurrent));
      return max(paced, responseTime.multipliedBy(rounds));
    }
  }

  /// Returns the budget of a venue that allows any number of requests, one at a time.
  public static VenueBudget unlimited(Duration responseTime) {
    return new VenueBudget(
        Unit.REQUESTS,
        UNLIMITED,
        UNLIMITED,
        0,
        Duration.ofMinutes(1),
        null,
        new Pacing(1, Duration.ZERO, 1, responseTime));
  }

  public boolean isLimited() {
    return limit != UNLIMITED;
  }

  /// Returns the time that requests take from now on when nothing else uses the venue: the windows
  /// they need, and the requests of the last of these.
  ///
  /// @param weight of each request
  /// @param concurrent most of them at the same time
  public Duration timeFor(long requests, int weight, int concurrent) {
    Duration all = pacing.timeFor(requests, concurrent);
    long later = requests * weight - Math.max(0, usable - used);
    if (!isLimited() || later <= 0) return all;
    long windows = Math.ceilDiv(later, usable);
    Duration first = resetsIn == null ? window : resetsIn;
    Duration start = first.plus(window.multipliedBy(windows - 1));
    long last = Math.ceilDiv(later - (windows - 1) * usable, weight);
    return max(all, start.plus(pacing.timeFor(last, concurrent)));
  }

  private static Duration max(Duration one, Duration two) {
    return one.compareTo(two) > 0 ? one : two;
  }
}
