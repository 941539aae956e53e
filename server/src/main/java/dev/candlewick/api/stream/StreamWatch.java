package dev.candlewick.api.stream;

import dev.candlewick.account.Credentials;
import dev.candlewick.identity.Caller;
import dev.candlewick.loop.Loop;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.StoreException;
import dev.candlewick.stream.Closing;
import dev.candlewick.stream.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Holds the credentials of everybody connected against the database again and again, and at once
/// when some of them ended; whoever's do not hold any more is closed.
final class StreamWatch implements ChangeFeed.Listener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StreamWatch.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Credentials credentials;
  private final InstantSource clock;
  private final Map<Connection, Caller> watched = new ConcurrentHashMap<>();
  private final Semaphore due = new Semaphore(0);
  private final Loop loop = new Loop("stream credentials", this::turn, StreamWatch::failed);

  StreamWatch(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  void start() {
    loop.start();
  }

  private static void failed(Throwable fault) {
    if (fault instanceof StoreException store) {
      LOG.warnf("the credentials of listeners are not looked at: %s", store.getMessage());
    } else {
      LOG.error("the credentials of listeners are not looked at", fault);
    }
  }

  void watch(Caller caller, Connection connection) {
    if (!caller.isAnonymous()) watched.put(connection, caller);
  }

  void forget(Connection connection) {
    watched.remove(connection);
  }

  @Override
  public void changed(String topic, long fromMicros) {
    if (ChangeFeed.ofCredentials(topic)) due.release();
  }

  @Override
  public void missed() {
    due.release();
  }

  private Duration turn() throws InterruptedException {
    if (due.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) due.drainPermits();
    look();
    return Duration.ZERO;
  }

  private void look() {
    if (watched.isEmpty()) return;
    Instant now = clock.instant();
    end(caller -> caller.expiresAt() != null && !caller.expiresAt().isAfter(now));
    Set<Caller> ended = credentials.ended(Set.copyOf(watched.values()));
    end(ended::contains);
  }

  private void end(Predicate<Caller> which) {
    watched.forEach((connection, caller) -> {
      if (which.test(caller)) connection.end(Closing.CREDENTIALS_ENDED);
    });
  }

  @Override
  public void close() {
    loop.close();
  }
}
