package dev.candlewick.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.loop.Loop;
import dev.candlewick.market.Tick;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Delivers events to all subscribers. One thread orders them: it gathers the events of the bus for
/// the time of a flush, numbers them, and hands one batch to every shard. Subscribe commands pass
/// through the same thread, so that a snapshot and the updates after it fit together.
public final class Hub implements AutoCloseable {
  private static final int MAX_PENDING = 100_000;

  private final String epoch = new BigInteger(40, new SecureRandom()).toString(36);
  private final TopicWriter encoder;
  private final long flushNanos;
  private final Consumer<String> log;
  private final ConflatingQueue<TopicEvent> pending = new ConflatingQueue<>(MAX_PENDING);
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<Shard> shards = new CopyOnWriteArrayList<>();
  private final Map<Topic, TopicLog> logs = new HashMap<>();
  private final SubscriptionIndex subscriptions = new SubscriptionIndex();
  private final Loop loop;
  private final AtomicLong sequence = new AtomicLong();
  private long flushAt = System.nanoTime();

  /// Creates a hub that is not connected to a bus yet.
  ///
  /// @param encoder writes values as JSON
  /// @param flush how long events are gathered
  /// @param log receives internal errors
  public Hub(TopicWriter encoder, Duration flush, Consumer<String> log) {
    this.encoder = encoder;
    this.flushNanos = flush.toNanos();
    this.log = log;
    this.loop =
        new Loop(
            "stream",
            this::processNext,
            e -> log.accept("internal error in the stream: " + e),
            Loop.Options.DEFAULT.withPlatformThread().withFailurePause(Duration.ZERO));
  }

  /// Starts the hub.
  ///
  /// @param latestTicks the current prices, for clients that subscribe before the next ones
  public void start(Bus bus, List<Tick> latestTicks) {
    for (Tick tick : latestTicks) {
      TopicEvent event = tickEvent(tick);
      topicLog(event.topic()).add(new Update(sequence.get(), event, encoder));
    }
    bus.subscribe(this::onEvent);
    loop.start();
  }

  /// Creates a shard for the connections of one thread.
  public Shard shard(Executor executor) {
    return shard(executor, System::nanoTime);
  }

  Shard shard(Executor executor, LongSupplier nanos) {
    Shard shard = new Shard(this, executor, nanos, cursor(0));
    shards.add(shard);
    return shard;
  }

  /// Returns the current cursor.
  public String cursor() {
    return cursor(sequence.get());
  }

  public Shard.Totals totals() {
    return shards.stream()
        .map(Shard::totals)
        .reduce(new Shard.Totals(0, 0, 0, 0, 0), Shard.Totals::plus);
  }

  /// Returns the account topics that have a subscriber now.
  public Set<Topic.Account> subscribedAccountTopics() {
    return subscriptions.accountTopics();
  }

  private void onEvent(BusEvent event) {
    enqueue(
        switch (event) {
          case BusEvent.Ticks round -> round.ticks().stream().map(Hub::tickEvent).toList();
          case BusEvent.CandleUpdated moved ->
              List.of(
                  new TopicEvent(
                      new Topic.Candles(moved.provider(), moved.symbol(), moved.interval()),
                      moved,
                      moved.closed()));
          case BusEvent.PrintReceived printed ->
              List.of(
                  new TopicEvent(
                      new Topic.Prints(printed.provider(), printed.print().symbol()),
                      printed,
                      true));
          case BusEvent.LastPriceUpdated moved ->
              List.of(
                  new TopicEvent(
                      new Topic.Last(moved.provider(), moved.last().symbol()), moved, false));
        });
  }

  private static TopicEvent tickEvent(Tick tick) {
    return new TopicEvent(new Topic.Ticks(tick.instrument().id()), tick, false);
  }

  /// Publishes the figures of an account.
  ///
  /// @param json the `data` of the update
  public void publish(Topic.Account topic, String json) {
    enqueue(List.of(new TopicEvent(topic, json, false)));
  }

  private void enqueue(List<TopicEvent> events) {
    boolean first;
    synchronized (pending) {
      first = pending.isEmpty();
      events.forEach(pending::add);
    }
    if (first) tasks.add(Hub::wake);
  }

  private static void wake() {
    // The thread checks the gathered events after each task.
  }

  /// Runs one task, or one flush.
  private Duration processNext() throws InterruptedException {
    boolean some;
    synchronized (pending) {
      some = !pending.isEmpty();
    }
    long wait = some ? flushAt - System.nanoTime() : Long.MAX_VALUE;
    Runnable task = wait > 0 ? tasks.poll(wait, TimeUnit.NANOSECONDS) : null;
    if (task != null) {
      task.run();
    } else if (some) {
      flushAt = System.nanoTime() + flushNanos;
      flush();
    }
    return Duration.ZERO;
  }

  private void flush() {
    List<Update> batch = new ArrayList<>();
    ConflatingQueue.Drained<TopicEvent> drained;
    synchronized (pending) {
      drained = pending.drain();
    }
    if (drained.lost() > 0) log.accept(drained.lost() + " updates were dropped: the queue is full");
    for (TopicEvent event : drained.all()) {
      Update update = new Update(sequence.incrementAndGet(), event, encoder);
      if (!(event.topic() instanceof Topic.Account)) topicLog(event.topic()).add(update);
      if (subscriptions.hasSubscribers(event.topic())) batch.add(update);
    }
    if (batch.isEmpty()) return;
    String after = cursor(sequence.get());
    List<Update> updates = List.copyOf(batch);
    for (Shard shard : shards) {
      if (shard.totals().connections() > 0) shard.execute(() -> shard.deliver(updates, after));
    }
  }

  private TopicLog topicLog(Topic topic) {
    return logs.computeIfAbsent(topic, any -> new TopicLog());
  }

  private String cursor(long at) {
    return epoch + "." + at;
  }

  /// A client's command to subscribe.
  ///
  /// @param id the client's id of the command, as JSON; `null` when it has none
  /// @param topics all topics subscribed to from now on
  /// @param added the new ones among them, whose snapshots are sent first
  /// @param after the last cursor that the client received; null for a new client
  /// @param accountFigures the current figures of the account, by topic
  public record SubscribeCommand(
      String id,
      Set<Topic> topics,
      Set<Topic> added,
      @Nullable String after,
      Map<Topic.Account, String> accountFigures) {
    public SubscribeCommand {
      topics = Set.copyOf(topics);
      added = Set.copyOf(added);
      accountFigures = Map.copyOf(accountFigures);
    }
  }

  /// Executes a command, from any thread; commands of one connection come one after the other.
  ///
  /// @param onSent runs on the connection's thread when the client has taken the reply
  public void subscribe(StreamConnection connection, SubscribeCommand command, Runnable onSent) {
    tasks.add(() -> {
      Shard shard = connection.shard();
      subscriptions.update(connection, command.topics());
      long seen = parseCursor(command.after());
      boolean resumed = seen >= 0 && logsReach(command.added(), seen);
      List<Update> updates = new ArrayList<>();
      for (Topic topic : inOrder(command.added()))
        updates.addAll(initialUpdates(topic, command, resumed, seen));
      updates.sort(Comparator.comparingLong(Update::sequence));
      MessageFormat.Subscribed subscribed =
          new MessageFormat.Subscribed(command.id(), inOrder(command.topics()), resumed);
      TopicSelection subscription = new TopicSelection(connection.format(), command.topics());
      String now = cursor(sequence.get());
      shard.execute(() -> {
        shard.advanceTo(now);
        if (connection.isClosed()) unsubscribe(connection);
        else
          connection.applySubscription(
              subscription, connection.format().snapshot(subscribed, updates, now), onSent);
      });
    });
  }

  private static List<Topic> inOrder(Set<Topic> topics) {
    Set<Topic> ordered = new TreeSet<>(Comparator.comparing(Topic::text));
    ordered.addAll(topics);
    return List.copyOf(ordered);
  }

  /// Returns the number of a cursor of this process; -1 for every other cursor.
  private long parseCursor(@Nullable String after) {
    if (after == null || !after.startsWith(epoch + ".")) return -1;
    String number = after.substring(epoch.length() + 1);
    if (!number.matches("[0-9]{1,18}")) return -1;
    long seen = Long.parseLong(number);
    return seen > sequence.get() ? -1 : seen;
  }

  private boolean logsReach(Set<Topic> topics, long seen) {
    return topics.stream()
        .allMatch(topic -> !logs.containsKey(topic) || topicLog(topic).reaches(seen));
  }

  private List<Update> initialUpdates(
      Topic topic, SubscribeCommand command, boolean resumed, long seen) {
    return switch (topic) {
      case Topic.Account own -> {
        String figures = command.accountFigures().get(own);
        yield figures == null
            ? List.of()
            : List.of(new Update(sequence.get(), new TopicEvent(own, figures, false), encoder));
      }
      case Topic.AllTicks all ->
          logs.entrySet().stream()
              .filter(entry -> entry.getKey() instanceof Topic.Ticks)
              .flatMap(entry -> newest(entry.getKey(), resumed, seen).stream())
              .toList();
      default -> newest(topic, resumed, seen);
    };
  }

  private List<Update> newest(Topic topic, boolean resumed, long seen) {
    TopicLog topicLog = logs.get(topic);
    if (topicLog == null) return List.of();
    return resumed ? topicLog.since(seen) : topicLog.snapshot(topic);
  }

  /// Removes the subscriptions of a connection.
  void unsubscribe(StreamConnection connection) {
    tasks.add(() -> subscriptions.update(connection, Set.of()));
  }

  @Override
  public void close() {
    loop.close();
    shards.forEach(shard -> shard.execute(shard::close));
  }
}
