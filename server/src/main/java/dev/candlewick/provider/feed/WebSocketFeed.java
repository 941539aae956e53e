package dev.candlewick.provider.feed;

import dev.candlewick.loop.Loop;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Pacer;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.feed.FeedEvent.ListenerEvent;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A venue's feed over WebSockets, with as many connections as the topics need. Each is reopened
/// when it breaks, falls silent or reaches its lifetime. One thread does all the work and notifies
/// the listener; while the listener is busy, messages wait at the venue.
public final class WebSocketFeed implements Feed {
  private static final String USER_AGENT = "candlewick/0.1";
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final FeedProtocol protocol;
  private final FeedLimits limits;
  private final Timing timing;
  private final Supplier<Duration> venueAhead;
  private final FeedHealthRecorder recorder;
  private final FeedNotifier notifier;
  private final Pacer connectPacer;
  private final BlockingQueue<Runnable> workQueue = new LinkedBlockingQueue<>();
  private final List<FeedShard> shards = new ArrayList<>();
  private final Map<FeedTopic, FeedShard> shardByTopic = new HashMap<>();
  private final HttpClient http;
  private final Loop loop;
  private volatile Set<FeedTopic> wanted = Set.of();
  private volatile boolean closed;
  private long maintainAt;

  /// A feed with the limits of the venue.
  ///
  /// @param venueAhead how far the venue's clock is ahead of the local one, as far as known
  public WebSocketFeed(
      FeedProtocol dialect,
      FeedListener listener,
      Timing clockwork,
      Supplier<Duration> venueAhead) {
    this(dialect, dialect.limits(), listener, clockwork, venueAhead);
  }

  /// A feed with other limits than the venue's own, for a test that covers a day in seconds.
  public WebSocketFeed(
      FeedProtocol dialect,
      FeedLimits limits,
      FeedListener listener,
      Timing clockwork,
      Supplier<Duration> venueAhead) {
    this.protocol = dialect;
    this.limits = limits;
    this.timing = clockwork;
    this.venueAhead = venueAhead;
    this.recorder = new FeedHealthRecorder(dialect.venue());
    this.notifier = new FeedNotifier(listener, recorder);
    this.connectPacer = new Pacer(limits.connectPace(), clockwork.nanos());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.timeouts().response())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.maintainAt = now();
    this.loop =
        new Loop(
            "feed " + dialect.venue(),
            this::step,
            e -> recorder.recordFault("internal error: " + e),
            Loop.Options.DEFAULT
                .withCloseTimeout(CLOSE_TIMEOUT)
                .withFailurePause(Duration.ZERO)
                .withEndAction(this::end));
    loop.start();
  }

  @Override
  public void setTopics(Set<FeedTopic> topics) {
    for (FeedTopic topic : topics) {
      if (!protocol.supports(topic)) {
        throw new IllegalArgumentException(protocol.venue() + " does not send " + topic);
      }
    }
    wanted = Set.copyOf(topics);
    post(this::assignShards);
  }

  @Override
  public FeedHealth health() {
    return recorder.health(wanted);
  }

  @Override
  public void close() {
    closed = true;
    loop.requestStop();
    // Wakes the loop, which waits for work; added before, it could wait for more.
    workQueue.add(() -> {});
    loop.close();
    http.shutdownNow();
  }

  /// Queues work for the feed's thread, with a check of what is due after it.
  private void post(Runnable work) {
    workQueue.add(() -> {
      work.run();
      maintainAt = now();
    });
  }

  private long now() {
    return timing.nanos().getAsLong();
  }

  private void end() {
    shards.forEach(shard -> shard.close(false));
    recorder.recordSnapshot(new FeedHealthRecorder.Snapshot(Set.of(), Set.of(), 0, false), wanted);
  }

  /// Processes one message or signal, and what is due. An internal error affects only that step.
  private Duration step() throws InterruptedException {
    Runnable work =
        shards.isEmpty() ? workQueue.take() : workQueue.poll(nanosUntilDue(), TimeUnit.NANOSECONDS);
    if (work != null) work.run();
    if (now() - maintainAt >= 0) maintain();
    return Duration.ZERO;
  }

  private long nanosUntilDue() {
    return Math.max(0, maintainAt - now());
  }

  private void maintain() {
    long now = now();
    maintainAt = now + limits.checkInterval().toNanos();
    List.copyOf(shards).forEach(shard -> shard.maintain(now, this::handleLoss));
    recordSnapshot();
  }

  private void recordSnapshot() {
    Set<FeedTopic> live = new HashSet<>();
    Set<FeedTopic> rejected = new HashSet<>();
    int connections = 0;
    boolean failing = false;
    for (FeedShard shard : shards) {
      live.addAll(shard.live());
      rejected.addAll(shard.rejected());
      connections += (int) shard.connections().stream().filter(FeedConnection::isOpen).count();
      failing |= shard.isFailing();
    }
    recorder.recordSnapshot(
        new FeedHealthRecorder.Snapshot(
            Set.copyOf(live), Set.copyOf(rejected), connections, failing),
        wanted);
  }

  /// Assigns every desired topic to a shard with room for it, and closes shards without topics.
  private void assignShards() {
    Set<FeedTopic> now = wanted;
    shardByTopic.keySet().retainAll(now);
    shards.forEach(shard -> shard.wanted().retainAll(now));
    for (FeedTopic topic : now) {
      if (!shardByTopic.containsKey(topic)) shardByTopic.put(topic, assignShard(topic));
    }
    shards.removeIf(shard -> {
      boolean empty = shard.wanted().isEmpty();
      if (empty) shard.close(true);
      return empty;
    });
    recordSnapshot();
  }

  private FeedShard assignShard(FeedTopic topic) {
    FeedShard assigned =
        shards.stream()
            .filter(shard -> shard.hasRoomFor(topic))
            .findFirst()
            .orElseGet(this::addShard);
    assigned.wanted().add(topic);
    return assigned;
  }

  private FeedShard addShard() {
    FeedShard shard =
        new FeedShard(protocol, limits, timing, connectPacer, this::connect, notifier);
    shards.add(shard);
    return shard;
  }

  private FeedConnection connect(FeedShard shard) {
    FeedConnection connection = new FeedConnection(limits, protocol.newSession(), now());
    connection.setPending(
        open(shard, connection)
            .whenComplete((socket, fault) -> {
              if (socket == null)
                post(() -> handleLoss(shard, connection, unreachableMessage(fault)));
              else if (closed) socket.abort();
              else post(() -> handleOpened(connection, socket));
            }));
    return connection;
  }

  private CompletableFuture<WebSocket> open(FeedShard shard, FeedConnection connection) {
    return http.newWebSocketBuilder()
        .connectTimeout(limits.timeouts().response())
        .header("User-Agent", USER_AGENT)
        .buildAsync(
            protocol.uri(),
            new MessageAssembler(limits.longestMessage(), receiver(shard, connection)));
  }

  private static String unreachableMessage(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return "the venue cannot be reached (" + cause.getClass().getSimpleName() + ")";
  }

  private void handleOpened(FeedConnection connection, WebSocket socket) {
    connection.markOpen(socket, now());
    if (connection.isEnded()) connection.abort();
  }

  private MessageAssembler.Receiver receiver(FeedShard shard, FeedConnection connection) {
    return new MessageAssembler.Receiver() {
      @Override
      public void onMessage(String text) {
        Instant arrival = timing.clock().instant();
        workQueue.add(() -> handleMessage(shard, connection, text, arrival));
      }

      @Override
      public void onActivity(boolean readable) {
        workQueue.add(() -> connection.markActive(now()));
        if (!readable) workQueue.add(recorder::countUnknown);
      }

      @Override
      public void onClosed(String reason) {
        post(() -> handleLoss(shard, connection, reason));
      }
    };
  }

  private void handleLoss(FeedShard shard, FeedConnection connection, String fault) {
    if (connection.isEnded()) return;
    if (shard.isActive(connection)) {
      if (connection.isOpen()) recorder.countLost();
      recorder.recordFault(fault);
    }
    shard.onConnectionEnded(connection, now());
    connection.abort();
    recordSnapshot();
  }

  private void handleMessage(
      FeedShard shard, FeedConnection connection, String text, Instant arrival) {
    if (connection.isEnded()) return;
    recorder.countMessage(arrival);
    connection.markActive(now());
    try {
      List<FeedEvent> events = read(connection, text);
      recordLatency(connection, arrival);
      for (FeedEvent one : events) handleEvent(shard, connection, one);
    } finally {
      connection.requestNext();
    }
  }

  private void recordLatency(FeedConnection connection, Instant arrival) {
    try {
      Instant event = connection.session().eventTime();
      if (event != null) recorder.recordLatency(event, arrival, venueAhead.get());
    } catch (RuntimeException e) {
      // A time that cannot be parsed affects nothing but the latency, which stays as it was.
      return;
    }
  }

  private static List<FeedEvent> read(FeedConnection connection, String text) {
    try {
      return connection.session().read(text);
    } catch (RuntimeException e) {
      // A message that cannot be parsed is counted and dropped.
      return List.of(new FeedEvent.Unknown());
    }
  }

  private void handleEvent(FeedShard shard, FeedConnection connection, FeedEvent event) {
    switch (event) {
      case ListenerEvent update -> publish(shard, connection, update);
      case FeedEvent.Accepted accepted -> {
        shard.markAccepted(connection, accepted.topics(), now());
        maintainAt = now();
      }
      case FeedEvent.Rejected refused -> {
        shard.rejected(connection, refused.topics(), now());
        recorder.recordFault(refused.reason());
      }
      case FeedEvent.SymbolHeartbeat alive -> connection.markActive(alive.symbol(), now());
      case FeedEvent.ServerClosing leaving -> {
        connection.markClosing();
        maintainAt = now();
      }
      case FeedEvent.Heartbeat alive -> connection.markActive(now());
      case FeedEvent.Unknown unknown -> recorder.countUnknown();
    }
  }

  /// Events of a removed topic may still arrive for a short time.
  private void publish(FeedShard shard, FeedConnection connection, ListenerEvent event) {
    connection.markActive(event.topic(), now());
    if (shard.wanted().contains(event.topic())) notifier.notifyEvent(event);
  }
}
