package dev.candlewick.provider.feed;

import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.feed.FeedLimits.Timeouts;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import dev.candlewick.provider.feed.FeedProtocol.Session;
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

/// One connection with its subscriptions and their state. Only the feed's thread uses it. It sends
/// messages, one at a time, until the subscribed topics equal the desired ones.
final class FeedConnection {
  private static final int CLOSE_TIMEOUT_SECONDS = 5;

  private final FeedLimits limits;
  private final Session session;
  private final Set<FeedTopic> requested = new HashSet<>();
  private final Set<FeedTopic> live = new HashSet<>();
  private final Set<FeedTopic> rejected = new HashSet<>();
  private final Set<FeedTopic> stale = new HashSet<>();
  private final Map<FeedTopic, Long> requestedAt = new HashMap<>();
  private final Map<FeedTopic, Long> activeAt = new HashMap<>();
  private final long startedAt;
  private @Nullable WebSocket socket;
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
  private long sendAt;
  private long lastActivity;
  private long probedAt;
  private volatile boolean broken;
  private boolean closing;
  private boolean closeRequested;
  private boolean ended;

  FeedConnection(FeedLimits limits, Session conversation, long now) {
    this.limits = limits;
    this.session = conversation;
    this.startedAt = now;
    this.sendAt = now;
    this.lastActivity = now;
    this.probedAt = now;
  }

  void setPending(CompletableFuture<?> attempt) {
    pending = attempt;
  }

  void markOpen(WebSocket open, long now) {
    socket = open;
    lastActivity = now;
  }

  boolean isOpen() {
    return socket != null && !ended;
  }

  boolean isEnded() {
    return ended;
  }

  Session session() {
    return session;
  }

  Set<FeedTopic> live() {
    return live;
  }

  Set<FeedTopic> rejected() {
    return rejected;
  }

  /// Whether all these topics are either live or rejected.
  boolean isSettled(Set<FeedTopic> wanted) {
    return wanted.stream().allMatch(topic -> live.contains(topic) || rejected.contains(topic));
  }

  /// The time since the connection was created.
  Duration age(long now) {
    return Duration.ofNanos(now - startedAt);
  }

  /// The venue has announced that it will close the connection.
  void markClosing() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  void markActive(long now) {
    lastActivity = now;
  }

  void markActive(FeedTopic topic, long now) {
    activeAt.replace(topic, now);
  }

  void markActive(Symbol symbol, long now) {
    activeAt.replaceAll((topic, at) -> topic.symbol().equals(symbol) ? Long.valueOf(now) : at);
  }

  /// Marks topics as live; returns those that were not live before.
  Set<FeedTopic> markAccepted(Set<FeedTopic> topics, long now) {
    Set<FeedTopic> fresh = new HashSet<>(topics);
    fresh.retainAll(requested);
    fresh.removeAll(live);
    live.addAll(fresh);
    rejected.removeAll(fresh);
    requestedAt.keySet().removeAll(topics);
    fresh.forEach(topic -> activeAt.put(topic, now));
    return fresh;
  }

  void rejected(Set<FeedTopic> topics) {
    rejected.addAll(topics);
    live.removeAll(topics);
    requestedAt.keySet().removeAll(topics);
    activeAt.keySet().removeAll(topics);
  }

  /// Returns why the connection must be replaced; null when it is healthy.
  @Nullable String fault(long now) {
    if (!isOpen()) return null;
    if (broken) return "the connection failed (it accepts no more messages)";
    Timeouts timeouts = limits.timeouts();
    if (now - lastActivity > timeouts.connection().toNanos()) return "the connection is silent";
    long longest = timeouts.response().toNanos();
    boolean ignored = requestedAt.values().stream().anyMatch(at -> now - at > longest);
    return ignored ? "the venue does not respond to a subscription" : null;
  }

  /// Marks topics without recent events as stale, so that they are subscribed again; true when
  /// there are any.
  boolean markStale(long now) {
    long longest = limits.timeouts().topic().toNanos();
    activeAt.forEach((topic, at) -> {
      if (now - at > longest) stale.add(topic);
    });
    activeAt.keySet().removeAll(stale);
    return live.removeAll(stale);
  }

  /// Sends the next message if there is one and the limits permit it now.
  void send(Set<FeedTopic> wanted, long now) {
    WebSocket open = socket;
    if (open == null || ended || !pending.isDone() || now - sendAt < 0) return;
    Message message = nextMessage(wanted, now);
    if (message == null || message.text() == null) return;
    sendAt = now + limits.spacing().toNanos();
    trackPending(open.sendText(message.text(), true));
  }

  /// Pings an idle connection: the JDK's client (25) does not always detect a close that directly
  /// follows a message, but it does when it sends.
  void probe(long now) {
    WebSocket open = socket;
    if (open == null || ended || !pending.isDone()) return;
    if (now - Math.max(lastActivity, probedAt) <= limits.timeouts().probe().toNanos()) return;
    probedAt = now;
    trackPending(open.sendPing(ByteBuffer.allocate(0)));
  }

  private void trackPending(CompletableFuture<?> sending) {
    pending =
        sending.whenComplete((done, fault) -> {
          if (fault != null) broken = true;
        });
  }

  private @Nullable Message nextMessage(Set<FeedTopic> wanted, long now) {
    // A rejected topic needs no unsubscribe.
    forget(rejected.stream().filter(topic -> !wanted.contains(topic)).collect(Collectors.toSet()));
    Set<FeedTopic> over = new HashSet<>(requested);
    over.removeIf(topic -> wanted.contains(topic) && !stale.contains(topic));
    if (!over.isEmpty()) {
      Message message = session.unsubscribe(over);
      forget(message.topics());
      return message;
    }
    Set<FeedTopic> missing = new HashSet<>(wanted);
    missing.removeAll(requested);
    if (missing.isEmpty()) return null;
    Message message = session.subscribe(missing);
    requested.addAll(message.topics());
    message.topics().forEach(topic -> requestedAt.put(topic, now));
    return message;
  }

  private void forget(Set<FeedTopic> topics) {
    requested.removeAll(topics);
    live.removeAll(topics);
    rejected.removeAll(topics);
    stale.removeAll(topics);
    requestedAt.keySet().removeAll(topics);
    activeAt.keySet().removeAll(topics);
  }

  /// Requests one more message, after one was processed.
  void requestNext() {
    if (socket != null) socket.request(1);
  }

  /// Sends a close frame. Messages that the venue sent before its reply still arrive.
  void requestClose() {
    WebSocket open = socket;
    if (open == null || closeRequested) return;
    closeRequested = true;
    trackPending(open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  boolean isCloseRequested() {
    return closeRequested;
  }

  /// Sends a close frame and ignores everything received afterwards.
  void close() {
    ended = true;
    WebSocket open = socket;
    if (open == null) return;
    pending =
        open.sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .whenComplete((sent, fault) -> open.abort());
  }

  void abort() {
    ended = true;
    if (socket != null) socket.abort();
  }
}
