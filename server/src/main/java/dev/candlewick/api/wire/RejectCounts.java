package dev.candlewick.api.wire;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the requests that connections of this process refused, by their reason.
public final class RejectCounts {
  private static final Map<RejectReason.Kind, LongAdder> COUNTS =
      new EnumMap<>(RejectReason.Kind.class);

  static {
    for (RejectReason.Kind reason : RejectReason.Kind.values()) COUNTS.put(reason, new LongAdder());
  }

  private RejectCounts() {}

  static void count(RejectReason reject) {
    counter(reject.kind()).increment();
  }

  /// The names of all reasons, in lower case.
  public static List<String> reasons() {
    return Arrays.stream(RejectReason.Kind.values())
        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /// How many were refused for a reason.
  public static long of(String reason) {
    return counter(RejectReason.Kind.valueOf(reason.toUpperCase(Locale.ROOT))).sum();
  }

  private static LongAdder counter(RejectReason.Kind reason) {
    return COUNTS.getOrDefault(reason, new LongAdder());
  }
}
