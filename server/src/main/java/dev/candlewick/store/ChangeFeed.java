package dev.candlewick.store;

import dev.candlewick.loop.Loop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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

/// The feed of changes to stored data, for the caches of all processes of a database: in this
/// process directly, from every other process by `NOTIFY`. While it does not receive from the other
/// processes, no cache is valid: `version` then changes with every call.
public final class ChangeFeed implements AutoCloseable {
  /// The topic of polled prices, for other processes than the one that polled.
  public static final String TICKS = "t";

  /// The topic of what venues list.
  public static final String LISTINGS = "l";

  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final String CHANNEL = "candlewick_change";
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?<topic>[a-z][0-9]*) (?<from>-?[0-9]{1,18}|"
              + Long.MIN_VALUE
              + ") (?<origin>[0-9a-f]+)");

  /// The name of the receiving session in `pg_stat_activity`.
  static final String SESSION_NAME = "candlewick changes";

  private static final int POLL_MILLIS = 1000;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /// Distinguishes this process's notifications from those of other processes.
  private final String origin = Long.toHexString(ThreadLocalRandom.current().nextLong());

  private final Database database;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Long> changes = new ConcurrentHashMap<>();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile boolean listening;
  private @Nullable Loop loop;

  /// A listener for changes, called on the thread that made or received them.
  public interface Listener {
    /// Called when data of the topic changed.
    ///
    /// @param fromMicros nothing before this time changed, in microseconds since 1970
    void onChange(String topic, long fromMicros);

    /// Called when changes may have been missed.
    void onMissedChanges();
  }

  ChangeFeed(Database database) {
    this.database = database;
  }

  /// Returns the topic of a series.
  public static String seriesTopic(int seriesId) {
    return "s" + seriesId;
  }

  /// Returns the series of a topic; empty for a topic of something else.
  public static OptionalInt seriesOf(String topic) {
    return topic.startsWith("s")
        ? OptionalInt.of(Integer.parseInt(topic.substring(1)))
        : OptionalInt.empty();
  }

  /// Returns the topic of a chart.
  public static String chartTopic(int chartId) {
    return "c" + chartId;
  }

  /// Returns the topic of an account's holdings and positions.
  public static String accountTopic(long accountId) {
    return "a" + accountId;
  }

  /// Returns the topic of an account's credentials: one of them ended, or allows less than before.
  public static String credentialsTopic(long accountId) {
    return "k" + accountId;
  }

  /// Returns whether a topic is that of an account's holdings and positions.
  public static boolean isAccountTopic(String topic) {
    return topic.startsWith("a");
  }

  /// Returns whether a topic is that of an account's credentials.
  public static boolean isCredentialsTopic(String topic) {
    return topic.startsWith("k");
  }

  /// Adds a listener, until `unsubscribe`.
  public void subscribe(Listener listener) {
    listeners.add(listener);
  }

  public void unsubscribe(Listener listener) {
    listeners.remove(listener);
  }

  /// Returns a number that differs after each change of the topic.
  public long version(String topic) {
    if (!listening) losses.incrementAndGet();
    return (losses.get() << 32) + changes.getOrDefault(topic, 0L);
  }

  /// Returns whether changes of every process of the database are received.
  public boolean isListening() {
    return listening;
  }

  /// Announces, in a running transaction, a change of a whole topic.
  public void notifyOnCommit(Handle handle, String topic) {
    notifyOnCommit(handle, topic, Long.MIN_VALUE);
  }

  /// Publishes in this process a committed change of a whole topic.
  public void publishAfterCommit(String topic) {
    publishAfterCommit(topic, Long.MIN_VALUE);
  }

  /// Announces, in a running transaction, what it changes; other processes are notified when it
  /// commits.
  public void notifyOnCommit(Handle handle, String topic, long fromMicros) {
    String payload = String.join(" ", topic, Long.toString(fromMicros), origin);
    handle.execute("select pg_notify(?, ?)", CHANNEL, payload);
  }

  /// Publishes in this process what was committed, or will be by the unit of work around the call.
  public void publishAfterCommit(String topic, long fromMicros) {
    database.afterCommit(() -> publish(topic, fromMicros));
  }

  private void publish(String topic, long fromMicros) {
    changes.merge(topic, 1L, Long::sum);
    forEachListener(listener -> listener.onChange(topic, fromMicros));
  }

  /// Makes every listener read anew: this process does not know what it has changed.
  void invalidate() {
    losses.incrementAndGet();
    forEachListener(Listener::onMissedChanges);
  }

  /// Calls each listener. A failure of one must neither end the receiving nor undo what is
  /// committed.
  private void forEachListener(Consumer<Listener> action) {
    for (Listener listener : listeners) {
      try {
        action.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a change listener failed", e);
      }
    }
  }

  /// Starts to receive changes from the other processes.
  public synchronized void start(Consumer<String> log) {
    if (loop != null) return;
    loop =
        new Loop(
            "changes",
            this::receive,
            e -> log.accept("changes of other processes are not received: " + e),
            Loop.Options.DEFAULT.withCloseTimeout(Duration.ofSeconds(5)));
    loop.start();
  }

  private boolean isStopped() {
    Loop running = loop;
    return running == null || running.isStopped();
  }

  /// Receives until the session is lost or a notification cannot be processed: then anything may
  /// have changed.
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
      statement.execute("set application_name = '" + SESSION_NAME + "'");
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
      statement.execute("reset application_name");
    }
  }

  /// Processes a notification. Any session of the database may send on the channel: a notification
  /// that does not parse is counted and invalidates the caches, nothing else.
  private void receive(String payload) {
    Matcher message = MESSAGE.matcher(payload);
    if (!message.matches()) {
      unreadable.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, "received a notification that is not a change message");
      invalidate();
    } else if (!message.group("origin").equals(origin)) {
      publish(message.group("topic"), Long.parseLong(message.group("from")));
    }
  }

  /// Returns how many notifications did not parse.
  public long unreadableCount() {
    return unreadable.get();
  }

  @Override
  public void close() {
    Loop running = loop;
    if (running != null) running.close();
  }
}
