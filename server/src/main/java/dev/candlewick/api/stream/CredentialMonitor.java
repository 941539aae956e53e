package dev.candlewick.api.stream;

import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.identity.Caller;
import dev.candlewick.loop.Loop;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.StoreException;
import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.StreamConnection;
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

/// Checks the credentials of all connections against the database, periodically and when
/// credentials are ended, and closes the connections whose credentials are invalid.
final class CredentialMonitor implements ChangeFeed.Listener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CredentialMonitor.class);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private final CredentialVerifier credentials;
  private final InstantSource clock;
  private final Map<StreamConnection, Caller> watched = new ConcurrentHashMap<>();
  private final Semaphore due = new Semaphore(0);
  private final Loop loop =
      new Loop("stream credentials", this::runOnce, CredentialMonitor::logFailure);

  CredentialMonitor(CredentialVerifier credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  void start() {
    loop.start();
  }

  private static void logFailure(Throwable fault) {
    if (fault instanceof StoreException store) {
      LOG.warnf("the credentials of listeners are not looked at: %s", store.getMessage());
    } else {
      LOG.error("the credentials of listeners are not looked at", fault);
    }
  }

  void watch(Caller caller, StreamConnection connection) {
    if (!caller.isAnonymous()) watched.put(connection, caller);
  }

  void forget(StreamConnection connection) {
    watched.remove(connection);
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    if (ChangeFeed.isCredentialsTopic(topic)) due.release();
  }

  @Override
  public void onMissedChanges() {
    due.release();
  }

  private Duration runOnce() throws InterruptedException {
    if (due.tryAcquire(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) due.drainPermits();
    checkAll();
    return Duration.ZERO;
  }

  private void checkAll() {
    if (watched.isEmpty()) return;
    Instant now = clock.instant();
    closeMatching(caller -> caller.expiresAt() != null && !caller.expiresAt().isAfter(now));
    Set<Caller> ended = credentials.findEnded(Set.copyOf(watched.values()));
    closeMatching(ended::contains);
  }

  private void closeMatching(Predicate<Caller> which) {
    watched.forEach((connection, caller) -> {
      if (which.test(caller)) connection.closeAsync(CloseReason.CREDENTIALS_ENDED);
    });
  }

  @Override
  public void close() {
    loop.close();
  }
}
