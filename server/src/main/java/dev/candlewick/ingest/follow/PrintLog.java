package dev.candlewick.ingest.follow;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The prints of one symbol by number: which are published, which wait to be stored, and which are
/// lost. They are stored in the order of their numbers, so that the highest stored number always
/// marks from where on prints may be missing.
final class PrintLog {
  /// The most prints that wait; those beyond it are recovered by number later.
  static final int MAX_WAITING = 20_000;

  /// The most repeated prints to compare with stored ones; those beyond it are taken to be equal.
  private static final int MAX_REPEATED = 5_000;

  /// The most gaps; the oldest is given up for one more.
  private static final int MAX_GAPS = 10_000;

  private final Symbol symbol;
  private final NavigableMap<Long, Print> waiting = new TreeMap<>();
  private final List<Print> repeated = new ArrayList<>();
  private final NavigableMap<Long, PrintGap> gaps = new TreeMap<>();
  private @Nullable Print lastStored;
  private long highest;
  private long unnumbered;
  private long givenUp;

  /// Creates the log of a symbol.
  ///
  /// @param lastStored the stored print of the highest number; null when there is none
  PrintLog(Symbol symbol, @Nullable Print lastStored) {
    this.symbol = symbol;
    this.lastStored = lastStored;
    this.highest = lastStored == null ? -1 : number(lastStored);
  }

  Symbol symbol() {
    return symbol;
  }

  private static long number(Print print) {
    return print.number().orElseThrow();
  }

  /// Adds a print. Returns false when it was published before, or will be published when its gap is
  /// recovered.
  synchronized boolean add(Print print, Instant now) {
    if (print.number().isEmpty()) {
      if (waiting.size() < MAX_WAITING) waiting.put(--unnumbered, print);
      return true;
    }
    long number = number(print);
    return number > highest ? extend(print, number, now) : fill(print, number);
  }

  private boolean extend(Print print, long number, Instant now) {
    if (highest >= 0) addGap(highest + 1, number, false, now);
    highest = number;
    if (waiting.size() < MAX_WAITING) waiting.put(number, print);
    else addGap(number, number + 1, true, now);
    return true;
  }

  /// Adds a print that arrives late.
  private boolean fill(Print print, long number) {
    PrintGap gap = gap(number);
    if (gap == null) addRepeated(print, number);
    if (gap == null || waiting.size() >= MAX_WAITING) return false;
    removeFromGap(gap, number, number + 1);
    waiting.put(number, print);
    return !gap.published();
  }

  private void addRepeated(Print print, long number) {
    boolean same = print.equals(waiting.get(number)) || print.equals(lastStored);
    if (!same && repeated.size() < MAX_REPEATED) repeated.add(print);
  }

  /// Returns the repeated prints that can be compared with stored ones now. A stored print with a
  /// number behind a gap would hide the gap.
  synchronized List<Print> repeated() {
    long last = lastStored == null ? -1 : number(lastStored);
    return repeated.stream().filter(print -> number(print) <= last).toList();
  }

  /// Removes prints that are compared.
  synchronized void markCompared(Collection<Print> prints) {
    repeated.removeAll(Set.copyOf(prints));
  }

  /// Records that the venue has printed up to this number.
  synchronized void advanceTo(long number, Instant now) {
    if (highest < 0 || number <= highest) return;
    addGap(highest + 1, number + 1, false, now);
    highest = number;
  }

  private void addGap(long from, long to, boolean published, Instant now) {
    if (from >= to) return;
    PrintGap last = gaps.isEmpty() ? null : gaps.lastEntry().getValue();
    if (last != null && last.to() == from && last.published() == published) {
      gaps.put(last.from(), last.withTo(to));
      return;
    }
    if (gaps.size() >= MAX_GAPS) givenUp += gaps.pollFirstEntry().getValue().size();
    gaps.put(from, PrintGap.of(from, to, published, now));
  }

  private @Nullable PrintGap gap(long number) {
    var entry = gaps.floorEntry(number);
    return entry == null || number >= entry.getValue().to() ? null : entry.getValue();
  }

  /// Returns the gap of a number. Keeps a print whose number was received before for comparison.
  private @Nullable PrintGap gapOrAddRepeated(Print print, long number) {
    PrintGap open = gap(number);
    if (open == null && waiting.containsKey(number)) addRepeated(print, number);
    return open;
  }

  /// Removes `from <= number < to` from a gap.
  private void removeFromGap(PrintGap gap, long from, long to) {
    gaps.remove(gap.from());
    if (gap.from() < from) gaps.put(gap.from(), gap.withTo(from));
    if (to < gap.to()) gaps.put(to, gap.withFrom(to));
  }

  /// Returns the prints that can be stored now, by number: all before the first gap.
  synchronized SortedMap<Long, Print> storable(int limit) {
    SortedMap<Long, Print> free = new TreeMap<>();
    long end = gaps.isEmpty() ? Long.MAX_VALUE : gaps.firstKey();
    for (var entry : waiting.headMap(end).entrySet()) {
      if (free.size() == limit) break;
      free.put(entry.getKey(), entry.getValue());
    }
    return free;
  }

  /// Removes prints that are stored.
  synchronized void markStored(SortedMap<Long, Print> prints) {
    prints.keySet().forEach(waiting::remove);
    if (prints.lastKey() >= 0) lastStored = prints.get(prints.lastKey());
  }

  synchronized int waitingCount() {
    return waiting.size();
  }

  /// A gap to request now, and the last known print before it.
  record GapRequest(PrintGap gap, Print after) {}

  /// Returns the first gap, when it is due and there is room for its prints.
  synchronized Optional<GapRequest> nextRequest(Instant now) {
    if (gaps.isEmpty()) return Optional.empty();
    PrintGap gap = gaps.firstEntry().getValue();
    if (now.isBefore(gap.requestAt()) || waiting.headMap(gap.from()).size() > MAX_WAITING / 4) {
      return Optional.empty();
    }
    var before = waiting.lowerEntry(gap.from());
    Print after = before == null || before.getKey() < 0 ? lastStored : before.getValue();
    return Optional.ofNullable(after).map(print -> new GapRequest(gap, print));
  }

  /// The result of a request for missing prints.
  ///
  /// @param prints prints that were missing
  /// @param unpublished those of them that were never published
  /// @param lost number of prints that cannot be recovered
  record Recovered(List<Print> prints, Collection<Print> unpublished, long lost) {}

  /// Applies the venue's response: prints of the gap, oldest first. The venue does not have the
  /// numbers between them.
  synchronized Recovered applyRecovered(PrintGap gap, List<Print> page, Instant now) {
    List<Print> found = new ArrayList<>();
    List<Print> unpublished = new ArrayList<>();
    long reached = gap.from();
    for (Print print : page) {
      long number = number(print);
      PrintGap open = gapOrAddRepeated(print, number);
      if (open == null || number < gap.from() || number >= gap.to()) continue;
      removeFromGap(open, number, number + 1);
      waiting.put(number, print);
      found.add(print);
      if (!open.published()) unpublished.add(print);
      reached = Math.max(reached, number + 1);
    }
    long lost = giveUp(gap.from(), reached);
    PrintGap rest = gap(reached);
    if (rest != null && rest.from() < gap.to()) {
      PrintGap updated = rest.afterRequest(page.size(), !found.isEmpty(), now);
      if (updated.isExhausted()) lost += giveUp(reached, gap.to());
      else gaps.put(updated.from(), updated);
    }
    return new Recovered(found, unpublished, lost);
  }

  /// Records a failed request for which a retry may not help; returns the number of prints given
  /// up.
  synchronized long recordFailure(PrintGap gap, Instant now) {
    PrintGap open = gaps.get(gap.from());
    if (open == null) return 0;
    PrintGap updated = open.afterRequest(0, false, now);
    if (updated.isExhausted()) return giveUp(gap.from(), gap.to());
    gaps.put(updated.from(), updated);
    return 0;
  }

  private long giveUp(long from, long to) {
    long lost = 0;
    for (PrintGap gap : List.copyOf(gaps.subMap(from, to).values())) {
      long end = Math.min(to, gap.to());
      lost += end - gap.from();
      removeFromGap(gap, gap.from(), end);
    }
    return lost;
  }

  /// Returns the number of prints given up for too many gaps since the last call.
  synchronized long takeGivenUp() {
    long taken = givenUp;
    givenUp = 0;
    return taken;
  }
}
