package dev.candlewick.api.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.LiveEvent;
import dev.candlewick.loop.Loop;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.StoreException;
import dev.candlewick.stream.Hub;
import dev.candlewick.stream.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Tells those who listen to their own figures when these have moved: with the prices, and with
/// what they themselves change. At most once a second, and only what is another text than before.
final class OwnTeller implements ChangeFeed.Listener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OwnTeller.class);
  private static final Duration REST = Duration.ofSeconds(1);

  private final Hub hub;
  private final OwnUpdates own;
  private final Semaphore due = new Semaphore(0);
  private final Map<Topic.Own, String> told = new ConcurrentHashMap<>();
  private final Loop loop =
      new Loop("own figures", this::turn, e -> LOG.error("figures are not told", e));

  OwnTeller(Hub hub, OwnUpdates own) {
    this.hub = hub;
    this.own = own;
  }

  void start(Bus bus) {
    bus.subscribe(event -> {
      if (event instanceof LiveEvent.Ticks || event instanceof LiveEvent.LastMoved) due.release();
    });
    loop.start();
  }

  @Override
  public void changed(String topic, long fromMicros) {
    if (ChangeFeed.ofAccount(topic)) due.release();
  }

  @Override
  public void missed() {
    due.release();
  }

  private Duration turn() throws InterruptedException {
    due.acquire();
    due.drainPermits();
    tell();
    return REST;
  }

  private void tell() {
    Set<Topic.Own> wanted = hub.wantedFigures();
    forget(wanted);
    for (Topic.Own topic : wanted) {
      try {
        String figures = own.of(topic);
        if (!figures.equals(told.put(topic, figures))) hub.tell(topic, figures);
      } catch (StoreException e) {
        LOG.warnf("somebody's figures are not told: %s", e.getMessage());
        due.release();
        return;
      } catch (RuntimeException e) {
        LOG.errorf(e, "the figures of account %d are not told", topic.accountId());
      }
    }
  }

  /// The figures as they stand.
  String of(Topic.Own topic) {
    return own.of(topic);
  }

  /// Tells a topic once more: it has a new listener, and something may have changed while they
  /// came.
  void again(Topic.Own topic) {
    told.remove(topic);
    due.release();
  }

  private void forget(Set<Topic.Own> wanted) {
    Set<Long> before = accounts(told.keySet());
    told.keySet().retainAll(wanted);
    before.removeAll(accounts(wanted));
    before.forEach(own::forget);
  }

  private static Set<Long> accounts(Set<Topic.Own> topics) {
    return topics.stream().map(Topic.Own::accountId).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    loop.close();
  }
}
