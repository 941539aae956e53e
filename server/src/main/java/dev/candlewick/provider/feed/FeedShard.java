package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Clockwork;
import dev.candlewick.provider.client.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Some topics and the connection that carries them; for a while two, when the one replaces the
/// other. Only the feed's thread uses it.
final class FeedShard {
  private static final double LIVES_APART = 0.1;

  private final FeedDialect dialect;
  private final FeedLimits limits;
  private final Clockwork clockwork;
  private final Pacer attempts;
  private final Connector connector;
  private final FeedTeller teller;
  private final Set<FeedTopic> wanted = new HashSet<>();
  private final List<Outgoing> outgoing = new ArrayList<>();
  private @Nullable FeedLine current;
  private @Nullable FeedLine next;
  private Duration life;
  private int failures;
  private long startAt;
  private boolean mayStart;

  /// Opens connections.
  @FunctionalInterface
  interface Connector {
    FeedLine connect(FeedShard shard);
  }

  /// A connection that was replaced and is heard for a while still.
  private record Outgoing(FeedLine line, long until) {}

  FeedShard(
      FeedDialect dialect,
      FeedLimits limits,
      Clockwork clockwork,
      Pacer attempts,
      Connector connector,
      FeedTeller teller) {
    this.dialect = dialect;
    this.limits = limits;
    this.clockwork = clockwork;
    this.attempts = attempts;
    this.connector = connector;
    this.teller = teller;
    this.life = life();
    this.startAt = clockwork.nanos().getAsLong();
  }

  /// Connections that were opened together do not end together.
  private Duration life() {
    double part = 1 - LIVES_APART * clockwork.random().getAsDouble();
    return Duration.ofNanos((long) (limits.life().toNanos() * part));
  }

  Set<FeedTopic> wanted() {
    return wanted;
  }

  boolean takes(FeedTopic topic) {
    return wanted.size() < limits.topicsPerLine() && dialect.fits(topic, wanted);
  }

  boolean failing() {
    return failures > 0;
  }

  /// Everything that time brings.
  void tend(long now, Faults faults) {
    if (next == null && due(now) && mayConnect(now)) {
      next = connector.connect(this);
      life = life();
    }
    for (FeedLine line : lines()) {
      String fault = line.fault(now);
      if (fault != null) {
        faults.lost(this, line, fault);
      } else if (needs(line)) {
        line.watch(now);
        line.send(wanted, now);
        line.probe(now);
      }
    }
    outgoing.removeIf(out -> over(out, now));
  }

  /// Bids a replaced line farewell when its time is over, and ends it when nobody answers.
  private boolean over(Outgoing out, long now) {
    if (now - out.until() >= 0) out.line().bid();
    boolean over = now - out.until() >= limits.overlap().toNanos();
    if (over) out.line().end();
    return over;
  }

  /// Whether there is no line, or one that will not be there for long.
  private boolean due(long now) {
    FeedLine line = current;
    return line == null || line.isLeaving() || line.age(now).compareTo(life) > 0;
  }

  /// Hears of a line that has to be given up.
  @FunctionalInterface
  interface Faults {
    void lost(FeedShard shard, FeedLine line, String fault);
  }

  /// Waits out the backoff first, then its turn among all that connect.
  private boolean mayConnect(long now) {
    if (now - startAt < 0) return false;
    if (!mayStart) {
      startAt = now + attempts.turn();
      mayStart = true;
      if (now - startAt < 0) return false;
    }
    mayStart = false;
    return true;
  }

  /// What an answer made live. A line that is to replace another tells nothing yet: nothing is
  /// missing as long as both are heard.
  void accepted(FeedLine line, Set<FeedTopic> topics, long now) {
    Set<FeedTopic> fresh = line.accepted(topics, now);
    if (line == current) teller.began(fresh);
    promote(now);
  }

  void refused(FeedLine line, Set<FeedTopic> topics, long now) {
    line.refused(topics);
    promote(now);
  }

  /// The new line takes over once it has everything, or at once where there is no other.
  private void promote(long now) {
    FeedLine rising = next;
    if (rising == null) return;
    FeedLine old = current;
    if (old != null && !rising.settled(wanted)) return;
    Set<FeedTopic> fresh = new HashSet<>(rising.live());
    if (old != null) {
      fresh.removeAll(old.live());
      outgoing.add(new Outgoing(old, now + limits.overlap().toNanos()));
    }
    current = rising;
    next = null;
    teller.began(fresh);
  }

  /// A line is over, whoever ended it.
  void ended(FeedLine line, long now) {
    if (line == current) {
      current = null;
      retry(line, now);
      promote(now);
    } else if (line == next) {
      next = null;
      retry(line, now);
    } else if (outgoing.removeIf(out -> out.line() == line) && !line.bidding() && current != null) {
      // It may have had something to tell still that the new line was too young for.
      teller.began(current.live());
    }
  }

  /// A line that lived for long is tried again as if it were the first time.
  private void retry(FeedLine line, long now) {
    boolean lived = line.open() && line.age(now).compareTo(limits.backoff().longest()) > 0;
    failures = lived ? 1 : failures + 1;
    long most = limits.backoff().after(failures).toNanos();
    startAt = now + (long) (most * clockwork.random().getAsDouble());
    mayStart = false;
  }

  /// Whether a line is missed when it ends: it was not replaced.
  boolean needs(FeedLine line) {
    return line == current || line == next;
  }

  List<FeedLine> lines() {
    List<FeedLine> lines = new ArrayList<>();
    if (current != null) lines.add(current);
    if (next != null) lines.add(next);
    outgoing.forEach(out -> lines.add(out.line()));
    return lines;
  }

  /// What is subscribed on a line that is not silent.
  Set<FeedTopic> live() {
    Set<FeedTopic> live = new HashSet<>();
    if (current != null) live.addAll(current.live());
    if (next != null) live.addAll(next.live());
    live.retainAll(wanted);
    return live;
  }

  /// What the venue will not send.
  Set<FeedTopic> refused() {
    Set<FeedTopic> refused = new HashSet<>();
    if (current != null) refused.addAll(current.refused());
    refused.retainAll(wanted);
    return refused;
  }

  /// Ends all lines: with a word to the venue where there is time.
  public void end(boolean politely) {
    lines()
        .forEach(line -> {
          if (politely) line.leave();
          else line.end();
        });
    current = null;
    next = null;
    outgoing.clear();
  }
}
