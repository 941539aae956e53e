package dev.candlewick.api.wire;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the requests that connections of this process refused, by their reason.
public final class Refusals {
  private static final Map<Refusal.Reason, LongAdder> COUNTS = new EnumMap<>(Refusal.Reason.class);

  static {
    for (Refusal.Reason reason : Refusal.Reason.values()) COUNTS.put(reason, new LongAdder());
  }

  private Refusals() {}

  static void count(Refusal refusal) {
    counter(refusal.reason()).increment();
  }

  /// The names of all reasons, in lower case.
  public static List<String> reasons() {
    return Arrays.stream(Refusal.Reason.values())
        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /// How many were refused for a reason.
  public static long of(String reason) {
    return counter(Refusal.Reason.valueOf(reason.toUpperCase(Locale.ROOT))).sum();
  }

  private static LongAdder counter(Refusal.Reason reason) {
    return COUNTS.getOrDefault(reason, new LongAdder());
  }
}
