package dev.candlewick.provider.feed;

import dev.candlewick.loop.Loop;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Clockwork;
import dev.candlewick.provider.client.Pacer;
import dev.candlewick.provider.feed.FeedEvent.Told;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
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

/// A venue's feed over WebSockets: as many connections as the topics need, each opened again when
/// it breaks, falls silent or grows old. One thread does everything and tells the listener; as long
/// as the listener is busy, what comes waits at the venue.
public final class WebSocketFeed implements Feed {
  private static final String AGENT = "candlewick/0.1";
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final FeedDialect dialect;
  private final FeedLimits limits;
  private final Clockwork clockwork;
  private final FeedTally tally;
  private final FeedTeller teller;
  private final Pacer attempts;
  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final List<FeedShard> shards = new ArrayList<>();
  private final Map<FeedTopic, FeedShard> homes = new HashMap<>();
  private final HttpClient http;
  private final Loop loop;
  private volatile Set<FeedTopic> wanted = Set.of();
  private volatile boolean closed;
  private long tendAt;

  public WebSocketFeed(FeedDialect dialect, FeedListener listener, Clockwork clockwork) {
    this(dialect, dialect.limits(), listener, clockwork);
  }

  /// With other limits than the venue's own, for a test that plays a day in seconds.
  public WebSocketFeed(
      FeedDialect dialect, FeedLimits limits, FeedListener listener, Clockwork clockwork) {
    this.dialect = dialect;
    this.limits = limits;
    this.clockwork = clockwork;
    this.tally = new FeedTally(dialect.venue());
    this.teller = new FeedTeller(listener, tally);
    this.attempts = new Pacer(limits.attempts(), clockwork.nanos());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.patience().answer())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.tendAt = now();
    this.loop =
        new Loop(
            "feed " + dialect.venue(),
            this::step,
            e -> tally.fault("a fault of ours: " + e),
            Loop.Style.USUAL.patient(LAST_WORDS).pausing(Duration.ZERO).ending(this::end));
    loop.start();
  }

  @Override
  public void want(Set<FeedTopic> topics) {
    for (FeedTopic topic : topics) {
      if (!dialect.carries(topic)) {
        throw new IllegalArgumentException(dialect.venue() + " does not send " + topic);
      }
    }
    wanted = Set.copyOf(topics);
    post(this::share);
  }

  @Override
  public FeedHealth health() {
    return tally.health(wanted);
  }

  @Override
  public void close() {
    closed = true;
    mailbox.add(() -> {});
    loop.close();
    http.shutdownNow();
  }

  /// To be done on the feed's thread, with everything that follows from it.
  private void post(Runnable work) {
    mailbox.add(() -> {
      work.run();
      tendAt = now();
    });
  }

  private long now() {
    return clockwork.nanos().getAsLong();
  }

  private void end() {
    shards.forEach(shard -> shard.end(false));
    tally.stands(new FeedTally.Standing(Set.of(), Set.of(), 0, false), wanted);
  }

  /// One message or signal, and what is due. A fault of ours costs what it hit and nothing more.
  private Duration step() throws InterruptedException {
    Runnable work =
        shards.isEmpty() ? mailbox.take() : mailbox.poll(untilDue(), TimeUnit.NANOSECONDS);
    if (work != null) work.run();
    if (now() - tendAt >= 0) tend();
    return Duration.ZERO;
  }

  private long untilDue() {
    return Math.max(0, tendAt - now());
  }

  private void tend() {
    long now = now();
    tendAt = now + limits.beat().toNanos();
    List.copyOf(shards).forEach(shard -> shard.tend(now, this::lost));
    stand();
  }

  private void stand() {
    Set<FeedTopic> live = new HashSet<>();
    Set<FeedTopic> refused = new HashSet<>();
    int connections = 0;
    boolean failing = false;
    for (FeedShard shard : shards) {
      live.addAll(shard.live());
      refused.addAll(shard.refused());
      connections += (int) shard.lines().stream().filter(FeedLine::open).count();
      failing |= shard.failing();
    }
    tally.stands(
        new FeedTally.Standing(Set.copyOf(live), Set.copyOf(refused), connections, failing),
        wanted);
  }

  /// Gives every wanted topic a shard with room for it, and ends shards without any.
  private void share() {
    Set<FeedTopic> now = wanted;
    homes.keySet().retainAll(now);
    shards.forEach(shard -> shard.wanted().retainAll(now));
    for (FeedTopic topic : now) {
      if (!homes.containsKey(topic)) homes.put(topic, home(topic));
    }
    shards.removeIf(shard -> {
      boolean empty = shard.wanted().isEmpty();
      if (empty) shard.end(true);
      return empty;
    });
    stand();
  }

  private FeedShard home(FeedTopic topic) {
    FeedShard home =
        shards.stream().filter(shard -> shard.takes(topic)).findFirst().orElseGet(this::shard);
    home.wanted().add(topic);
    return home;
  }

  private FeedShard shard() {
    FeedShard shard = new FeedShard(dialect, limits, clockwork, attempts, this::connect, teller);
    shards.add(shard);
    return shard;
  }

  private FeedLine connect(FeedShard shard) {
    FeedLine line = new FeedLine(limits, dialect.begin(), now());
    line.opening(
        open(shard, line)
            .whenComplete((socket, fault) -> {
              if (socket == null) post(() -> lost(shard, line, unreached(fault)));
              else if (closed) socket.abort();
              else post(() -> opened(line, socket));
            }));
    return line;
  }

  private CompletableFuture<WebSocket> open(FeedShard shard, FeedLine line) {
    return http.newWebSocketBuilder()
        .connectTimeout(limits.patience().answer())
        .header("User-Agent", AGENT)
        .buildAsync(dialect.uri(), new LineSocket(limits.longestMessage(), heard(shard, line)));
  }

  private static String unreached(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return "the venue cannot be reached (" + cause.getClass().getSimpleName() + ")";
  }

  private void opened(FeedLine line, WebSocket socket) {
    line.opened(socket, now());
    if (line.ended()) line.end();
  }

  private LineSocket.Receiver heard(FeedShard shard, FeedLine line) {
    return new LineSocket.Receiver() {
      @Override
      public void message(String text) {
        mailbox.add(() -> received(shard, line, text));
      }

      @Override
      public void signOfLife(boolean readable) {
        mailbox.add(() -> line.heard(now()));
        if (!readable) mailbox.add(tally::unknown);
      }

      @Override
      public void ended(String reason) {
        post(() -> lost(shard, line, reason));
      }
    };
  }

  private void lost(FeedShard shard, FeedLine line, String fault) {
    if (line.ended()) return;
    if (shard.needs(line)) {
      if (line.open()) tally.lost();
      tally.fault(fault);
    }
    shard.ended(line, now());
    line.end();
    stand();
  }

  private void received(FeedShard shard, FeedLine line, String text) {
    if (line.ended()) return;
    tally.message(clockwork.clock().instant());
    line.heard(now());
    try {
      for (FeedEvent event : read(line, text)) hear(shard, line, event);
    } finally {
      line.more();
    }
  }

  private static List<FeedEvent> read(FeedLine line, String text) {
    try {
      return line.conversation().read(text);
    } catch (RuntimeException e) {
      // A message that cannot be read costs that message; it is counted.
      return List.of(new FeedEvent.Unknown());
    }
  }

  private void hear(FeedShard shard, FeedLine line, FeedEvent event) {
    switch (event) {
      case Told told -> tell(shard, line, told);
      case FeedEvent.Accepted accepted -> {
        shard.accepted(line, accepted.topics(), now());
        tendAt = now();
      }
      case FeedEvent.Refused refused -> {
        shard.refused(line, refused.topics(), now());
        tally.fault(refused.reason());
      }
      case FeedEvent.SymbolAlive alive -> line.heard(alive.symbol(), now());
      case FeedEvent.Leaving leaving -> {
        line.leaving();
        tendAt = now();
      }
      case FeedEvent.Alive alive -> line.heard(now());
      case FeedEvent.Unknown unknown -> tally.unknown();
    }
  }

  /// What is not wanted any more may still come for a moment.
  private void tell(FeedShard shard, FeedLine line, Told told) {
    line.heard(told.topic(), now());
    if (shard.wanted().contains(told.topic())) teller.tell(told);
  }
}
