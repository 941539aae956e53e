package dev.candlewick.benchmarks.venue;

import dev.candlewick.benchmarks.venue.Topic.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The thread that sends all messages: each millisecond those that are due.
final class Pulse implements Runnable {
  private static final long MICROS = 1000;
  private static final long SECOND = 1000;
  private static final long NANOS_A_MICRO = 1000;

  private final Walk walk;
  private final VenueCounts counts;
  private final Collection<Line> lines = new CopyOnWriteArrayList<>();
  private final Map<String, Long> lastPrints = new HashMap<>();
  private volatile @Nullable Burst burst;
  private long lastMillis = Instant.now().toEpochMilli();
  private double credit;
  private int turn;

  Pulse(Walk walk, VenueCounts counts) {
    this.walk = walk;
    this.counts = counts;
  }

  void add(Line line) {
    lines.add(line);
  }

  void remove(Line line) {
    lines.remove(line);
  }

  void begin(Burst next) {
    burst = next;
  }

  @Nullable Burst burst() {
    return burst;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      beat(micros());
      LockSupport.parkNanos((MICROS - micros() % MICROS) * NANOS_A_MICRO);
    }
  }

  private static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / NANOS_A_MICRO;
  }

  private void beat(long micros) {
    long millis = micros / MICROS;
    long before = counts.messages.sum();
    prints(micros);
    closes(micros);
    Burst running = burst;
    boolean bursting = running != null && running.runs(millis);
    long others = counts.messages.sum() - before;
    movements(running, bursting ? others : 0, micros);
    if (running != null && bursting) running.said(counts.messages.sum() - before);
    lastMillis = millis;
  }

  /// Sends every print that is due, with the last price on ticker streams.
  private void prints(long micros) {
    Set<String> symbols = new HashSet<>();
    for (Line line : lines) {
      for (Topic topic : line.trades()) symbols.add(topic.symbol());
    }
    lastPrints.keySet().retainAll(symbols);
    for (String symbol : symbols) {
      long newest = walk.newestPrint(symbol, micros);
      long last = lastPrints.getOrDefault(symbol, newest);
      for (long id = last + 1; id <= newest; id++) print(symbol, id, micros);
      lastPrints.put(symbol, newest);
    }
  }

  private void print(String symbol, long id, long micros) {
    Walk.Trade trade = walk.trade(symbol, id);
    counts.late(micros - trade.time());
    for (Line line : lines) {
      for (Topic topic : line.trades()) {
        if (!topic.symbol().equals(symbol)) continue;
        boolean print = topic.kind() == Kind.PRINTS;
        say(
            line,
            topic,
            print
                ? Wire.print(topic, trade, micros, line.micros)
                : Wire.ticker(topic, trade.price(), micros, line.micros));
      }
    }
  }

  /// Sends every candle whose time ended since the last beat.
  private void closes(long micros) {
    Set<String> told = new HashSet<>();
    long millis = micros / MICROS;
    if (millis / SECOND == lastMillis / SECOND) return;
    for (Line line : lines) {
      for (Topic topic : line.candles()) {
        long end = millis / topic.length() * topic.length();
        long after = Math.max(lastMillis / topic.length(), end / topic.length() - 60);
        for (long open = after * topic.length(); open < end; open += topic.length()) {
          close(line, topic, open, micros);
          if (told.add(topic.name() + open)) closed(topic, open);
        }
      }
    }
  }

  private void close(Line line, Topic topic, long open, long micros) {
    var candle = walk.candle(topic.symbol(), open, topic.length(), open + topic.length());
    say(line, topic, Wire.kline(topic, candle, true, micros, line.micros));
  }

  private void closed(Topic topic, long open) {
    Burst last = burst;
    if (last != null) last.closed(open, topic.length());
  }

  /// Sends running candles in turn: each once per second, or as many as a burst requires.
  private void movements(@Nullable Burst running, long others, long micros) {
    int moving = lines.stream().mapToInt(line -> line.candles().size()).sum();
    long millis = micros / MICROS;
    boolean bursting = running != null && running.runs(millis);
    double perSecond = bursting && running != null ? running.perSecond() : moving;
    credit = Math.min(credit + perSecond * (millis - lastMillis) / SECOND - others, perSecond);
    for (; credit >= 1 && moving > 0; credit--) {
      turn = (turn + 1) % moving;
      move(turn, micros);
    }
  }

  /// Sends the current state of the candle of this number, counted over all connections.
  private void move(int number, long micros) {
    int left = number;
    for (Line line : lines) {
      List<Topic> candles = line.candles();
      if (left < candles.size()) {
        move(line, candles.get(left), micros);
        return;
      }
      left -= candles.size();
    }
  }

  private void move(Line line, Topic topic, long micros) {
    long millis = micros / MICROS;
    long open = millis / topic.length() * topic.length();
    var candle = walk.candle(topic.symbol(), open, topic.length(), millis);
    say(line, topic, Wire.kline(topic, candle, false, micros, line.micros));
  }

  private void say(Line line, Topic topic, String data) {
    line.send(Wire.message(line.combined, topic.name(), data));
    counts.messages.increment();
  }
}
