package dev.candlewick.benchmarks.stream;

import dev.candlewick.benchmarks.Histogram;
import java.util.HashMap;
import java.util.Map;

/// The times at which the first and the last client received the same frame. Frames are identified
/// by a hash of their cursor.
final class Spread {
  private final Map<Long, Receipts> byCursor = new HashMap<>();
  private long newest;
  private Receipts newestReceipts = new Receipts(0);

  private static final class Receipts {
    private long first;
    private long last;
    private int clients;

    Receipts(long micros) {
      first = micros;
      last = micros;
    }
  }

  void received(long cursor, long micros) {
    if (cursor != newest || newestReceipts.clients == 0) {
      newest = cursor;
      newestReceipts = byCursor.computeIfAbsent(cursor, unseen -> new Receipts(micros));
    }
    newestReceipts.first = Math.min(newestReceipts.first, micros);
    newestReceipts.last = Math.max(newestReceipts.last, micros);
    newestReceipts.clients++;
  }

  void add(Spread other) {
    other.byCursor.forEach((cursor, theirs) -> {
      Receipts ours = byCursor.computeIfAbsent(cursor, unseen -> new Receipts(theirs.first));
      ours.first = Math.min(ours.first, theirs.first);
      ours.last = Math.max(ours.last, theirs.last);
      ours.clients += theirs.clients;
    });
  }

  int cursors() {
    return byCursor.size();
  }

  /// Returns the times from the first to the last receipt, of frames that at least so many clients
  /// received.
  Histogram between(int atLeast) {
    Histogram spread = new Histogram();
    byCursor.values().stream()
        .filter(receipts -> receipts.clients >= atLeast)
        .forEach(receipts -> spread.add(receipts.last - receipts.first));
    return spread;
  }
}
