package dev.candlewick.provider.feed;

import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedDialect.Conversation;
import dev.candlewick.provider.feed.FeedDialect.Message;
import dev.candlewick.provider.feed.FeedLimits.Patience;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One connection: what was asked on it and what was answered. Only the feed's thread uses it. It
/// sends whatever makes what is subscribed equal to what is wanted, one message at a time.
final class FeedLine {
  private static final int CLOSING_SECONDS = 5;

  private final FeedLimits limits;
  private final Conversation conversation;
  private final Set<FeedTopic> requested = new HashSet<>();
  private final Set<FeedTopic> live = new HashSet<>();
  private final Set<FeedTopic> refused = new HashSet<>();
  private final Set<FeedTopic> stale = new HashSet<>();
  private final Map<FeedTopic, Long> askedAt = new HashMap<>();
  private final Map<FeedTopic, Long> heardAt = new HashMap<>();
  private final long startedAt;
  private @Nullable WebSocket socket;
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
  private long sendAt;
  private long lastHeard;
  private long probedAt;
  private volatile boolean broken;
  private boolean leaving;
  private boolean bidding;
  private boolean ended;

  FeedLine(FeedLimits limits, Conversation conversation, long now) {
    this.limits = limits;
    this.conversation = conversation;
    this.startedAt = now;
    this.sendAt = now;
    this.lastHeard = now;
    this.probedAt = now;
  }

  void opening(CompletableFuture<?> attempt) {
    pending = attempt;
  }

  void opened(WebSocket open, long now) {
    socket = open;
    lastHeard = now;
  }

  boolean open() {
    return socket != null && !ended;
  }

  boolean ended() {
    return ended;
  }

  Conversation conversation() {
    return conversation;
  }

  Set<FeedTopic> live() {
    return live;
  }

  Set<FeedTopic> refused() {
    return refused;
  }

  /// Whether nothing more will come of asking for these: all are live or refused.
  boolean settled(Set<FeedTopic> wanted) {
    return wanted.stream().allMatch(topic -> live.contains(topic) || refused.contains(topic));
  }

  /// How long it has been there.
  Duration age(long now) {
    return Duration.ofNanos(now - startedAt);
  }

  /// The venue says that it will end it.
  void leaving() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  void heard(long now) {
    lastHeard = now;
  }

  void heard(FeedTopic topic, long now) {
    heardAt.replace(topic, now);
  }

  void heard(Symbol symbol, long now) {
    heardAt.replaceAll((topic, at) -> topic.symbol().equals(symbol) ? Long.valueOf(now) : at);
  }

  /// Those of them that were not live before.
  Set<FeedTopic> accepted(Set<FeedTopic> topics, long now) {
    Set<FeedTopic> fresh = new HashSet<>(topics);
    fresh.retainAll(requested);
    fresh.removeAll(live);
    live.addAll(fresh);
    refused.removeAll(fresh);
    askedAt.keySet().removeAll(topics);
    fresh.forEach(topic -> heardAt.put(topic, now));
    return fresh;
  }

  void refused(Set<FeedTopic> topics) {
    refused.addAll(topics);
    live.removeAll(topics);
    askedAt.keySet().removeAll(topics);
    heardAt.keySet().removeAll(topics);
  }

  /// Why it has to be given up; null while all is well.
  @Nullable String fault(long now) {
    if (!open()) return null;
    if (broken) return "the connection broke (it takes nothing more)";
    Patience patience = limits.patience();
    if (now - lastHeard > patience.line().toNanos()) return "the connection is silent";
    long longest = patience.answer().toNanos();
    boolean ignored = askedAt.values().stream().anyMatch(at -> now - at > longest);
    return ignored ? "the venue does not answer a subscription" : null;
  }

  /// Marks topics of which nothing comes, so that they are asked for again; true when there are
  /// some.
  boolean watch(long now) {
    long longest = limits.patience().topic().toNanos();
    heardAt.forEach((topic, at) -> {
      if (now - at > longest) stale.add(topic);
    });
    heardAt.keySet().removeAll(stale);
    return live.removeAll(stale);
  }

  /// Sends the next message there is to send, when it may be sent now.
  void send(Set<FeedTopic> wanted, long now) {
    WebSocket open = socket;
    if (open == null || ended || !pending.isDone() || now - sendAt < 0) return;
    Message message = next(wanted, now);
    if (message == null || message.text() == null) return;
    sendAt = now + limits.spacing().toNanos();
    sent(open.sendText(message.text(), true));
  }

  /// Pings a line on which nothing comes: the JDK's client (25) does not always notice an end that
  /// comes right behind a message, but it does when it sends.
  void probe(long now) {
    WebSocket open = socket;
    if (open == null || ended || !pending.isDone()) return;
    if (now - Math.max(lastHeard, probedAt) <= limits.patience().probe().toNanos()) return;
    probedAt = now;
    sent(open.sendPing(ByteBuffer.allocate(0)));
  }

  private void sent(CompletableFuture<?> sending) {
    pending =
        sending.whenComplete((done, fault) -> {
          if (fault != null) broken = true;
        });
  }

  private @Nullable Message next(Set<FeedTopic> wanted, long now) {
    // What was refused needs no end.
    forget(refused.stream().filter(topic -> !wanted.contains(topic)).collect(Collectors.toSet()));
    Set<FeedTopic> over = new HashSet<>(requested);
    over.removeIf(topic -> wanted.contains(topic) && !stale.contains(topic));
    if (!over.isEmpty()) {
      Message message = conversation.unsubscribe(over);
      forget(message.topics());
      return message;
    }
    Set<FeedTopic> missing = new HashSet<>(wanted);
    missing.removeAll(requested);
    if (missing.isEmpty()) return null;
    Message message = conversation.subscribe(missing);
    requested.addAll(message.topics());
    message.topics().forEach(topic -> askedAt.put(topic, now));
    return message;
  }

  private void forget(Set<FeedTopic> topics) {
    requested.removeAll(topics);
    live.removeAll(topics);
    refused.removeAll(topics);
    stale.removeAll(topics);
    askedAt.keySet().removeAll(topics);
    heardAt.keySet().removeAll(topics);
  }

  /// One message has been dealt with.
  void more() {
    if (socket != null) socket.request(1);
  }

  /// Says that it is enough. What the venue has said before it answers still comes.
  void bid() {
    WebSocket open = socket;
    if (open == null || bidding) return;
    bidding = true;
    sent(open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  boolean bidding() {
    return bidding;
  }

  /// Says that it is enough and hears no more.
  void leave() {
    ended = true;
    WebSocket open = socket;
    if (open == null) return;
    pending =
        open.sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(CLOSING_SECONDS, TimeUnit.SECONDS)
            .whenComplete((sent, fault) -> open.abort());
  }

  void end() {
    ended = true;
    if (socket != null) socket.abort();
  }
}
