package dev.candlewick.store;

import dev.candlewick.loop.Loop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Tells who keeps stored data in memory what has changed, in this process at once and from every
/// other process of the database by `NOTIFY`. While no other process can be heard, nothing is worth
/// keeping: `stamp` then changes with every call.
public final class ChangeFeed implements AutoCloseable {
  /// Polled prices, for other processes than the one that polled.
  public static final String TICKS = "t";

  /// What venues list.
  public static final String LISTINGS = "l";

  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final String CHANNEL = "candlewick_change";
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?<topic>[a-z][0-9]*) (?<from>-?[0-9]{1,18}|"
              + Long.MIN_VALUE
              + ") (?<origin>[0-9a-f]+)");
  private static final int LISTEN_MILLIS = 1000;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /// Tells our own announcements from those of other processes.
  private final String origin = Long.toHexString(ThreadLocalRandom.current().nextLong());

  private final Database database;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Long> changes = new ConcurrentHashMap<>();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile boolean hearing;
  private @Nullable Loop loop;

  /// Hears of changes, on the thread that made or received them.
  public interface Listener {
    /// Something of the topic changed.
    ///
    /// @param fromMicros nothing before this time did, in microseconds since 1970
    void changed(String topic, long fromMicros);

    /// Changes may have been missed.
    void missed();
  }

  ChangeFeed(Database database) {
    this.database = database;
  }

  /// What a series is called.
  public static String series(int seriesId) {
    return "s" + seriesId;
  }

  /// What a chart is called.
  public static String chart(int chartId) {
    return "c" + chartId;
  }

  /// What the holdings and positions of an account are called.
  public static String account(long accountId) {
    return "a" + accountId;
  }

  /// What an account's credentials are called: one of them ended, or allows less than before.
  public static String credentials(long accountId) {
    return "k" + accountId;
  }

  /// Whether a topic is somebody's holdings and positions.
  public static boolean ofAccount(String topic) {
    return topic.startsWith("a");
  }

  /// Whether a topic is somebody's credentials.
  public static boolean ofCredentials(String topic) {
    return topic.startsWith("k");
  }

  /// Hears until it is unsubscribed.
  public void subscribe(Listener listener) {
    listeners.add(listener);
  }

  public void unsubscribe(Listener listener) {
    listeners.remove(listener);
  }

  /// A number that is another one after each change of the topic.
  public long stamp(String topic) {
    if (!hearing) losses.incrementAndGet();
    return (losses.get() << 32) + changes.getOrDefault(topic, 0L);
  }

  /// Whether every process of the database is heard.
  public boolean hearing() {
    return hearing;
  }

  /// Says in a running transaction that it changes a whole topic.
  public void announce(Handle handle, String topic) {
    announce(handle, topic, Long.MIN_VALUE);
  }

  /// Says in this process that a change of a whole topic was committed.
  public void committed(String topic) {
    committed(topic, Long.MIN_VALUE);
  }

  /// Says in a running transaction what it changes; others hear of it when it commits.
  public void announce(Handle handle, String topic, long fromMicros) {
    String payload = String.join(" ", topic, Long.toString(fromMicros), origin);
    handle.execute("select pg_notify(?, ?)", CHANNEL, payload);
  }

  /// Says in this process what was committed, or will be with the unit of work around it.
  public void committed(String topic, long fromMicros) {
    database.afterCommit(() -> tell(topic, fromMicros));
  }

  private void tell(String topic, long fromMicros) {
    changes.merge(topic, 1L, Long::sum);
    each(listener -> listener.changed(topic, fromMicros));
  }

  /// One listener's fault must neither end the hearing nor undo what is committed.
  private void each(Consumer<Listener> what) {
    for (Listener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a listener of changes failed", e);
      }
    }
  }

  /// Begins to hear the other processes.
  public synchronized void start(Consumer<String> say) {
    if (loop != null) return;
    loop =
        new Loop(
            "changes",
            this::hear,
            e -> say.accept("changes of other processes are not heard: " + e),
            Loop.Style.USUAL.patient(Duration.ofSeconds(5)));
    loop.start();
  }

  private boolean stopped() {
    Loop running = loop;
    return running == null || running.stopped();
  }

  /// Hears until the session is lost, or what it brings cannot be read: then anything may have
  /// changed.
  private Duration hear() throws SQLException {
    try (Connection session = database.session()) {
      listen(session);
    } finally {
      hearing = false;
      losses.incrementAndGet();
      if (!stopped()) each(Listener::missed);
    }
    return AGAIN;
  }

  private void listen(Connection session) throws SQLException {
    PGConnection connection = session.unwrap(PGConnection.class);
    try (Statement statement = session.createStatement()) {
      statement.execute("listen " + CHANNEL);
    }
    each(Listener::missed);
    hearing = true;
    while (!stopped()) {
      PGNotification[] heard = connection.getNotifications(LISTEN_MILLIS);
      if (heard == null || heard.length == 0) {
        if (!session.isValid(2)) return;
        continue;
      }
      for (PGNotification one : heard) hear(one.getParameter());
    }
    try (Statement statement = session.createStatement()) {
      statement.execute("unlisten *");
    }
  }

  /// Any session of the database may send on the channel: what is none of our messages is counted
  /// and costs nothing but what is kept in memory.
  private void hear(String payload) {
    Matcher message = MESSAGE.matcher(payload);
    if (!message.matches()) {
      unreadable.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, "a notification that is no message of ours");
      losses.incrementAndGet();
      each(Listener::missed);
    } else if (!message.group("origin").equals(origin)) {
      tell(message.group("topic"), Long.parseLong(message.group("from")));
    }
  }

  /// How many notifications were no messages of ours.
  public long unreadable() {
    return unreadable.get();
  }

  @Override
  public void close() {
    Loop running = loop;
    if (running != null) running.close();
  }
}
