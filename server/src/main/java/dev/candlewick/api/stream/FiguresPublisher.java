package dev.candlewick.api.stream;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
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

/// Publishes an account's own figures to its subscribers when prices or its data change: at most
/// once a second, and only if the text differs from the last one.
final class FiguresPublisher implements ChangeFeed.Listener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FiguresPublisher.class);
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  private final Hub hub;
  private final FiguresJson figuresJson;
  private final Semaphore due = new Semaphore(0);
  private final Map<Topic.Account, String> lastPublished = new ConcurrentHashMap<>();
  private final Loop loop =
      new Loop("own figures", this::runOnce, e -> LOG.error("figures are not published", e));

  FiguresPublisher(Hub hub, FiguresJson figuresJson) {
    this.hub = hub;
    this.figuresJson = figuresJson;
  }

  void start(Bus bus) {
    bus.subscribe(event -> {
      if (event instanceof BusEvent.Ticks || event instanceof BusEvent.LastPriceUpdated)
        due.release();
    });
    loop.start();
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    if (ChangeFeed.isAccountTopic(topic)) due.release();
  }

  @Override
  public void onMissedChanges() {
    due.release();
  }

  private Duration runOnce() throws InterruptedException {
    due.acquire();
    due.drainPermits();
    publish();
    return MIN_INTERVAL;
  }

  private void publish() {
    Set<Topic.Account> wanted = hub.subscribedAccountTopics();
    dropUnwanted(wanted);
    for (Topic.Account topic : wanted) {
      try {
        String figures = figuresJson.text(topic);
        if (!figures.equals(lastPublished.put(topic, figures))) hub.publish(topic, figures);
      } catch (StoreException e) {
        LOG.warnf("figures of an account are not published: %s", e.getMessage());
        due.release();
        return;
      } catch (RuntimeException e) {
        LOG.errorf(e, "the figures of account %d are not published", topic.accountId());
      }
    }
  }

  /// The current figures.
  String current(Topic.Account topic) {
    return figuresJson.text(topic);
  }

  /// Publishes a topic again: it has a new subscriber, and its data may have changed during the
  /// subscription.
  void republish(Topic.Account topic) {
    lastPublished.remove(topic);
    due.release();
  }

  private void dropUnwanted(Set<Topic.Account> wanted) {
    Set<Long> before = accounts(lastPublished.keySet());
    lastPublished.keySet().retainAll(wanted);
    before.removeAll(accounts(wanted));
    before.forEach(figuresJson::forget);
  }

  private static Set<Long> accounts(Set<Topic.Account> topics) {
    return topics.stream().map(Topic.Account::accountId).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    loop.close();
  }
}
