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

/// One connection: what was asked on it and what was answered. Only the feed's thread uses it. It
/// sends whatever makes what is subscribed equal to what is wanted, one message at a time.
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

  /// Whether nothing more will come of asking for these: all are live or refused.
  boolean isSettled(Set<FeedTopic> wanted) {
    return wanted.stream().allMatch(topic -> live.contains(topic) || rejected.contains(topic));
  }

  /// How long it has been there.
  Duration age(long now) {
    return Duration.ofNanos(now - startedAt);
  }

  /// The venue says that it will end it.
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

  /// Those of them that were not live before.
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

  /// Why it has to be given up; null while all is well.
  @Nullable String fault(long now) {
    if (!isOpen()) return null;
    if (broken) return "the connection broke (it takes nothing more)";
    Timeouts timeouts = limits.timeouts();
    if (now - lastActivity > timeouts.connection().toNanos()) return "the connection is silent";
    long longest = timeouts.response().toNanos();
    boolean ignored = requestedAt.values().stream().anyMatch(at -> now - at > longest);
    return ignored ? "the venue does not answer a subscription" : null;
  }

  /// Marks topics of which nothing comes, so that they are asked for again; true when there are
  /// some.
  boolean markStale(long now) {
    long longest = limits.timeouts().topic().toNanos();
    activeAt.forEach((topic, at) -> {
      if (now - at > longest) stale.add(topic);
    });
    activeAt.keySet().removeAll(stale);
    return live.removeAll(stale);
  }

  /// Sends the next message there is to send, when it may be sent now.
  void send(Set<FeedTopic> wanted, long now) {
    WebSocket open = socket;
    if (open == null || ended || !pending.isDone() || now - sendAt < 0) return;
    Message message = nextMessage(wanted, now);
    if (message == null || message.text() == null) return;
    sendAt = now + limits.spacing().toNanos();
    trackPending(open.sendText(message.text(), true));
  }

  /// Pings a line on which nothing comes: the JDK's client (25) does not always notice an end that
  /// comes right behind a message, but it does when it sends.
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
    // What was refused needs no end.
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

  /// One message has been dealt with.
  void requestNext() {
    if (socket != null) socket.request(1);
  }

  /// Says that it is enough. What the venue has said before it answers still comes.
  void requestClose() {
    WebSocket open = socket;
    if (open == null || closeRequested) return;
    closeRequested = true;
    trackPending(open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  boolean isCloseRequested() {
    return closeRequested;
  }

  /// Says that it is enough and hears no more.
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
