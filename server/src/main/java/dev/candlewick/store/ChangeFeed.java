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
  private static final int POLL_MILLIS = 1000;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /// Tells our own announcements from those of other processes.
  private final String origin = Long.toHexString(ThreadLocalRandom.current().nextLong());

  private final Database database;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Long> changes = new ConcurrentHashMap<>();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile boolean listening;
  private @Nullable Loop loop;

  /// Hears of changes, on the thread that made or received them.
  public interface Listener {
    /// Something of the topic changed.
    ///
    /// @param fromMicros nothing before this time did, in microseconds since 1970
    void onChange(String topic, long fromMicros);

    /// Changes may have been missed.
    void onMissedChanges();
  }

  ChangeFeed(Database database) {
    this.database = database;
  }

  /// What a series is called.
  public static String seriesTopic(int seriesId) {
    return "s" + seriesId;
  }

  /// What a chart is called.
  public static String chartTopic(int chartId) {
    return "c" + chartId;
  }

  /// What the holdings and positions of an account are called.
  public static String accountTopic(long accountId) {
    return "a" + accountId;
  }

  /// What an account's credentials are called: one of them ended, or allows less than before.
  public static String credentialsTopic(long accountId) {
    return "k" + accountId;
  }

  /// Whether a topic is somebody's holdings and positions.
  public static boolean isAccountTopic(String topic) {
    return topic.startsWith("a");
  }

  /// Whether a topic is somebody's credentials.
  public static boolean isCredentialsTopic(String topic) {
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
  public long version(String topic) {
    if (!listening) losses.incrementAndGet();
    return (losses.get() << 32) + changes.getOrDefault(topic, 0L);
  }

  /// Whether every process of the database is heard.
  public boolean isListening() {
    return listening;
  }

  /// Says in a running transaction that it changes a whole topic.
  public void notifyOnCommit(Handle handle, String topic) {
    notifyOnCommit(handle, topic, Long.MIN_VALUE);
  }

  /// Says in this process that a change of a whole topic was committed.
  public void publishAfterCommit(String topic) {
    publishAfterCommit(topic, Long.MIN_VALUE);
  }

  /// Says in a running transaction what it changes; others hear of it when it commits.
  public void notifyOnCommit(Handle handle, String topic, long fromMicros) {
    String payload = String.join(" ", topic, Long.toString(fromMicros), origin);
    handle.execute("select pg_notify(?, ?)", CHANNEL, payload);
  }

  /// Says in this process what was committed, or will be with the unit of work around it.
  public void publishAfterCommit(String topic, long fromMicros) {
    database.afterCommit(() -> publish(topic, fromMicros));
  }

  private void publish(String topic, long fromMicros) {
    changes.merge(topic, 1L, Long::sum);
    forEachListener(listener -> listener.onChange(topic, fromMicros));
  }

  /// One listener's fault must neither end the hearing nor undo what is committed.
  private void forEachListener(Consumer<Listener> action) {
    for (Listener listener : listeners) {
      try {
        action.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a listener of changes failed", e);
      }
    }
  }

  /// Begins to hear the other processes.
  public synchronized void start(Consumer<String> log) {
    if (loop != null) return;
    loop =
        new Loop(
            "changes",
            this::receive,
            e -> log.accept("changes of other processes are not heard: " + e),
            Loop.Options.DEFAULT.withCloseTimeout(Duration.ofSeconds(5)));
    loop.start();
  }

  private boolean isStopped() {
    Loop running = loop;
    return running == null || running.isStopped();
  }

  /// Hears until the session is lost, or what it brings cannot be read: then anything may have
  /// changed.
  private Duration receive() throws SQLException {
    try (Connection session = database.openSession()) {
      listen(session);
    } finally {
      listening = false;
      losses.incrementAndGet();
      if (!isStopped()) forEachListener(Listener::onMissedChanges);
    }
    return RETRY_DELAY;
  }

  private void listen(Connection session) throws SQLException {
    PGConnection connection = session.unwrap(PGConnection.class);
    try (Statement statement = session.createStatement()) {
      statement.execute("listen " + CHANNEL);
    }
    forEachListener(Listener::onMissedChanges);
    listening = true;
    while (!isStopped()) {
      PGNotification[] notifications = connection.getNotifications(POLL_MILLIS);
      if (notifications == null || notifications.length == 0) {
        if (!session.isValid(2)) return;
        continue;
      }
      for (PGNotification one : notifications) receive(one.getParameter());
    }
    try (Statement statement = session.createStatement()) {
      statement.execute("unlisten *");
    }
  }

  /// Any session of the database may send on the channel: what is none of our messages is counted
  /// and costs nothing but what is kept in memory.
  private void receive(String payload) {
    Matcher message = MESSAGE.matcher(payload);
    if (!message.matches()) {
      unreadable.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, "a notification that is no message of ours");
      losses.incrementAndGet();
      forEachListener(Listener::onMissedChanges);
    } else if (!message.group("origin").equals(origin)) {
      publish(message.group("topic"), Long.parseLong(message.group("from")));
    }
  }

  /// How many notifications were no messages of ours.
  public long unreadableCount() {
    return unreadable.get();
  }

  @Override
  public void close() {
    Loop running = loop;
    if (running != null) running.close();
  }
}
