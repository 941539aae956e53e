package dev.candlewick.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LiveEvent;
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

/// Brings what happens to everybody who listens. One thread puts it in order: it gathers for the
/// time of a flush what the bus tells, numbers it, and hands one batch to every shard. Wishes to
/// listen pass through the same thread, so that a snapshot and what follows it fit together.
public final class Hub implements AutoCloseable {
  private static final int MOST_GATHERED = 100_000;

  private final String epoch = new BigInteger(40, new SecureRandom()).toString(36);
  private final TopicText encoder;
  private final long flushNanos;
  private final Consumer<String> say;
  private final ConflatingQueue<Happening> gathered = new ConflatingQueue<>(MOST_GATHERED);
  private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
  private final List<Shard> shards = new CopyOnWriteArrayList<>();
  private final Map<Topic, TopicLog> logs = new HashMap<>();
  private final Audience audience = new Audience();
  private final Loop loop;
  private final AtomicLong sequence = new AtomicLong();
  private long flushAt = System.nanoTime();

  /// @param encoder writes values as JSON
  /// @param flush how long what happens is gathered
  /// @param say hears of defects
  public Hub(TopicText encoder, Duration flush, Consumer<String> say) {
    this.encoder = encoder;
    this.flushNanos = flush.toNanos();
    this.say = say;
    this.loop =
        new Loop(
            "stream",
            this::turn,
            e -> say.accept("a defect in the stream: " + e),
            Loop.Style.USUAL.onPlatformThread().pausing(Duration.ZERO));
  }

  /// Begins.
  ///
  /// @param standing where prices stand, for who comes before the next ones
  public void start(Bus bus, List<Tick> standing) {
    for (Tick tick : standing) {
      Happening moved = moved(tick);
      log(moved.topic()).add(new Update(sequence.get(), moved, encoder));
    }
    bus.subscribe(this::hear);
    loop.start();
  }

  /// A place for the connections of one thread.
  public Shard shard(Executor executor) {
    return shard(executor, System::nanoTime);
  }

  Shard shard(Executor executor, LongSupplier nanos) {
    Shard shard = new Shard(this, executor, nanos, cursor(0));
    shards.add(shard);
    return shard;
  }

  /// Where the sequence stands.
  public String cursor() {
    return cursor(sequence.get());
  }

  public Shard.Totals totals() {
    return shards.stream()
        .map(Shard::totals)
        .reduce(new Shard.Totals(0, 0, 0, 0, 0), Shard.Totals::plus);
  }

  /// Whose own figures somebody listens to now.
  public Set<Topic.Own> wantedFigures() {
    return audience.own();
  }

  private void hear(LiveEvent event) {
    gather(
        switch (event) {
          case LiveEvent.Ticks round -> round.ticks().stream().map(Hub::moved).toList();
          case LiveEvent.CandleMoved moved ->
              List.of(
                  new Happening(
                      new Topic.Candles(moved.provider(), moved.symbol(), moved.interval()),
                      moved,
                      moved.closed()));
          case LiveEvent.Printed printed ->
              List.of(
                  new Happening(
                      new Topic.Prints(printed.provider(), printed.print().symbol()),
                      printed,
                      true));
          case LiveEvent.LastMoved moved ->
              List.of(
                  new Happening(
                      new Topic.Last(moved.provider(), moved.last().symbol()), moved, false));
        });
  }

  private static Happening moved(Tick tick) {
    return new Happening(new Topic.Ticks(tick.instrument().id()), tick, false);
  }

  /// Tells an account its figures.
  ///
  /// @param json the `data` of the update
  public void tell(Topic.Own topic, String json) {
    gather(List.of(new Happening(topic, json, false)));
  }

  private void gather(List<Happening> happenings) {
    boolean first;
    synchronized (gathered) {
      first = gathered.isEmpty();
      happenings.forEach(gathered::add);
    }
    if (first) orders.add(Hub::wake);
  }

  private static void wake() {
    // The thread looks at what was gathered after each order.
  }

  /// One order, or one flush.
  private Duration turn() throws InterruptedException {
    boolean some;
    synchronized (gathered) {
      some = !gathered.isEmpty();
    }
    long wait = some ? flushAt - System.nanoTime() : Long.MAX_VALUE;
    Runnable order = wait > 0 ? orders.poll(wait, TimeUnit.NANOSECONDS) : null;
    if (order != null) {
      order.run();
    } else if (some) {
      flushAt = System.nanoTime() + flushNanos;
      flush();
    }
    return Duration.ZERO;
  }

  private void flush() {
    List<Update> batch = new ArrayList<>();
    ConflatingQueue.Drained<Happening> drained;
    synchronized (gathered) {
      drained = gathered.drain();
    }
    if (drained.lost() > 0) say.accept(drained.lost() + " updates came faster than they were told");
    for (Happening happening : drained.all()) {
      Update update = new Update(sequence.incrementAndGet(), happening, encoder);
      if (!(happening.topic() instanceof Topic.Own)) log(happening.topic()).add(update);
      if (audience.has(happening.topic())) batch.add(update);
    }
    if (batch.isEmpty()) return;
    String after = cursor(sequence.get());
    List<Update> updates = List.copyOf(batch);
    for (Shard shard : shards) {
      if (shard.totals().connections() > 0) shard.execute(() -> shard.deliver(updates, after));
    }
  }

  private TopicLog log(Topic topic) {
    return logs.computeIfAbsent(topic, any -> new TopicLog());
  }

  private String cursor(long at) {
    return epoch + "." + at;
  }

  /// What somebody wants.
  ///
  /// @param id as they called it, as JSON; `null` when they did not
  /// @param topics all that is listened to from now on
  /// @param fresh those among them that are new, whose snapshots come first
  /// @param after the last cursor they saw; null for a newcomer
  /// @param own their own figures as they stand, by topic
  public record Wish(
      String id,
      Set<Topic> topics,
      Set<Topic> fresh,
      @Nullable String after,
      Map<Topic.Own, String> own) {
    public Wish {
      topics = Set.copyOf(topics);
      fresh = Set.copyOf(fresh);
      own = Map.copyOf(own);
    }
  }

  /// Fulfils a wish, from any thread; wishes of one connection come one after the other.
  ///
  /// @param done runs on the connection's thread when the client has taken the answer
  public void listen(Connection connection, Wish wish, Runnable done) {
    orders.add(() -> {
      Shard shard = connection.shard();
      audience.change(connection, wish.topics());
      long seen = seen(wish.after());
      boolean resumed = seen >= 0 && logsReach(wish.fresh(), seen);
      List<Update> updates = new ArrayList<>();
      for (Topic topic : inOrder(wish.fresh()))
        updates.addAll(standing(topic, wish, resumed, seen));
      updates.sort(Comparator.comparingLong(Update::sequence));
      Style.Begun begun = new Style.Begun(wish.id(), inOrder(wish.topics()), resumed);
      Selection selection = new Selection(connection.style(), wish.topics());
      String now = cursor(sequence.get());
      shard.execute(() -> {
        shard.reached(now);
        if (connection.closed()) left(connection);
        else connection.begin(selection, connection.style().begin(begun, updates, now), done);
      });
    });
  }

  private static List<Topic> inOrder(Set<Topic> topics) {
    Set<Topic> ordered = new TreeSet<>(Comparator.comparing(Topic::text));
    ordered.addAll(topics);
    return List.copyOf(ordered);
  }

  /// The number of a cursor of this process; -1 for every other.
  private long seen(@Nullable String after) {
    if (after == null || !after.startsWith(epoch + ".")) return -1;
    String number = after.substring(epoch.length() + 1);
    if (!number.matches("[0-9]{1,18}")) return -1;
    long seen = Long.parseLong(number);
    return seen > sequence.get() ? -1 : seen;
  }

  private boolean logsReach(Set<Topic> topics, long seen) {
    return topics.stream().allMatch(topic -> !logs.containsKey(topic) || log(topic).reaches(seen));
  }

  private List<Update> standing(Topic topic, Wish wish, boolean resumed, long seen) {
    return switch (topic) {
      case Topic.Own own -> {
        String figures = wish.own().get(own);
        yield figures == null
            ? List.of()
            : List.of(new Update(sequence.get(), new Happening(own, figures, false), encoder));
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
    TopicLog log = logs.get(topic);
    if (log == null) return List.of();
    return resumed ? log.since(seen) : log.snapshot(topic);
  }

  /// Somebody does not listen any more.
  void left(Connection connection) {
    orders.add(() -> audience.change(connection, Set.of()));
  }

  @Override
  public void close() {
    loop.close();
    shards.forEach(shard -> shard.execute(shard::close));
  }
}
