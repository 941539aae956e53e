package dev.candlewick.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves what subscribers receive, in which order, and that a client that does not read is
/// disconnected.
@Timeout(60)
class HubTest {
  private static final Symbol BTC = new Symbol("BTC", "USDT");
  private static final Topic PRINTS = new Topic.Prints("binance", BTC);
  private static final Topic CANDLES = new Topic.Candles("binance", BTC, Interval.M1);

  private final List<String> log = new ArrayList<>();
  private final LocalBus bus = new LocalBus(log::add);
  private final Hub hub = new Hub(HubTest::text, Duration.ofMillis(10), log::add);
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final Shard shard = hub.shard(loop, nanos::get);

  @BeforeEach
  void start() {
    hub.start(bus, List.of(tick("ETH", 7)));
  }

  @AfterEach
  void stop() {
    hub.close();
    loop.close();
    assertThat(log).isEmpty();
  }

  private static String text(Topic topic, Object value) {
    return switch (value) {
      case BusEvent.PrintReceived printed -> "print " + printed.print().tradeId();
      case BusEvent.CandleUpdated moved ->
          (moved.closed() ? "closed " : "moved ") + moved.candle().close();
      case Tick tick -> "tick " + tick.instrument().ticker() + " " + tick.price();
      default -> topic.text() + " " + value;
    };
  }

  /// The sink of a client; one that stalls takes nothing until it is released.
  private final class Client implements MessageSink {
    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private final StreamConnection connection;
    private volatile boolean stalls;

    Client(MessageFormat style) throws Exception {
      connection = loop.submit(() -> shard.connect(this, style, gone -> {})).get();
    }

    @Override
    public void write(List<String> messages, Runnable sent) {
      if (stalls) held.add(sent);
      else loop.execute(sent);
      got.addAll(messages);
    }

    @Override
    public void close(CloseReason closing) {
      got.add("closed " + closing);
    }

    @Override
    public void abort() {
      got.add("cut");
    }

    String next() throws InterruptedException {
      String message = got.poll(30, TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      return String.valueOf(message);
    }

    /// Returns the next message without the cursor.
    String nextUpdates() throws InterruptedException {
      return next().replaceAll("\\|.*", "");
    }

    void listen(String id, String after, Topic... topics) {
      Set<Topic> wanted = Set.of(topics);
      hub.subscribe(
          connection, new Hub.SubscribeCommand(id, wanted, wanted, after, Map.of()), () -> {});
    }

    void release() throws InterruptedException {
      stalls = false;
      Runnable sent = held.poll(30, TimeUnit.SECONDS);
      assertThat(sent).isNotNull();
      if (sent != null) loop.execute(sent);
    }
  }

  private Client client() throws Exception {
    return new Client(new PlainFormat());
  }

  private static void listening(List<Client> clients, Topic... topics) throws Exception {
    for (Client one : clients) {
      one.listen("1", null, topics);
      one.next();
      one.next();
    }
  }

  private static Tick tick(String ticker, int price) {
    return new Tick(
        new Instrument(ticker, ticker, ticker),
        "USD",
        "coingecko",
        Instant.EPOCH,
        BigDecimal.valueOf(price));
  }

  private static BusEvent print(int id) {
    return new BusEvent.PrintReceived(
        "binance",
        new Print(BTC, BigDecimal.ONE, BigDecimal.ONE, Instant.EPOCH, null, Integer.toString(id)));
  }

  private static BusEvent candle(int close, boolean closed) {
    BigDecimal price = BigDecimal.valueOf(close);
    return new BusEvent.CandleUpdated(
        "binance",
        BTC,
        Interval.M1,
        new Candle(
            Instant.EPOCH,
            price,
            price,
            price,
            price,
            BigDecimal.ONE,
            Instant.EPOCH.plusSeconds(59),
            1,
            null,
            null,
            null),
        closed);
  }

  private void publish(BusEvent... events) {
    Stream.of(events).forEach(bus::publish);
  }

  @Test
  void aNewSubscriberReceivesASnapshotAndThenUpdates() throws Exception {
    Client client = client();
    client.listen("1", null, new Topic.Ticks("ETH"));
    assertThat(client.next()).isEqualTo("begun 1");
    assertThat(client.nextUpdates()).isEqualTo("tick ETH 7");
    publish(new BusEvent.Ticks(List.of(tick("BTC", 1), tick("ETH", 8))));
    assertThat(client.nextUpdates()).isEqualTo("tick ETH 8");
  }

  @Test
  void allTicksAreOneTopicAndNoneIsSentTwice() throws Exception {
    Client client = client();
    client.listen("1", null, new Topic.AllTicks(), new Topic.Ticks("ETH"));
    client.next();
    client.next();
    publish(new BusEvent.Ticks(List.of(tick("BTC", 1), tick("ETH", 8))));
    assertThat(client.nextUpdates()).isEqualTo("tick BTC 1,tick ETH 8");
  }

  @Test
  void noPrintAndNoClosedCandleIsLostBetweenSnapshotAndUpdates() throws Exception {
    Thread publisher =
        Thread.startVirtualThread(() -> {
          for (int id = 1; id <= 900; id++) publish(print(id));
        });
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Client client = client();
      client.listen("1", null, PRINTS);
      clients.add(client);
    }
    publisher.join();
    for (Client client : clients) {
      assertThat(client.next()).isEqualTo("begun 1");
      int last = 0;
      while (last < 900) {
        for (String one : client.nextUpdates().split(",", -1)) {
          if (one.isEmpty()) continue;
          int id = Integer.parseInt(one.substring("print ".length()));
          if (last > 0) assertThat(id).isEqualTo(last + 1);
          last = id;
        }
      }
    }
  }

  @Test
  void aClientThatResumesSoonReceivesWhatItMissed() throws Exception {
    Client client = client();
    client.listen("1", null, PRINTS, CANDLES);
    client.next();
    client.next();
    publish(print(1));
    String cursor = client.next().replaceAll(".*\\|", "");
    loop.submit(client.connection::markClosed).get();
    publish(print(2), candle(5, false), candle(6, true), candle(7, false), print(3));
    Client observer = client();
    observer.listen("w", null, PRINTS);
    Waiting.untilTrue(
        "print 3 is published",
        () -> observer.got.stream().anyMatch(one -> one.contains("print 3")));
    Client back = client();
    back.listen("2", cursor, PRINTS, CANDLES);
    assertThat(back.next()).isEqualTo("begun 2 resumed");
    assertThat(back.nextUpdates()).isEqualTo("print 2,closed 6,moved 7,print 3");
  }

  @Test
  void aCursorOfAnotherProcessOrTooLongAgoIsNotResumed() throws Exception {
    Client client = client();
    client.listen("1", "other.5", PRINTS);
    assertThat(client.next()).isEqualTo("begun 1");
    String start = client.next().replaceAll(".*\\|", "");
    for (int id = 1; id <= 600; id++) publish(print(id));
    while (!client.nextUpdates().contains("print 600")) {}
    Client back = client();
    back.listen("2", start, PRINTS);
    assertThat(back.next()).isEqualTo("begun 2");
    assertThat(back.nextUpdates()).startsWith("print 551,").endsWith("print 600");
    Client fromTheFuture = client();
    fromTheFuture.listen("3", start.replaceAll("\\.0$", ".99999"), PRINTS);
    assertThat(fromTheFuture.next()).isEqualTo("begun 3");
  }

  @Test
  void aSlowClientReceivesTheNewestOnceItReadsAgainAndNoOtherWaits() throws Exception {
    Client slow = client();
    Client quick = client();
    listening(List.of(slow, quick), CANDLES, PRINTS);
    slow.stalls = true;
    publish(candle(1, false));
    assertThat(slow.nextUpdates()).isEqualTo("moved 1");
    assertThat(quick.nextUpdates()).isEqualTo("moved 1");
    for (int i = 2; i <= 50; i++) {
      publish(candle(i, false));
      assertThat(quick.nextUpdates()).isEqualTo("moved " + i);
    }
    publish(print(1), candle(51, true), candle(52, false));
    assertThat(quick.nextUpdates()).isEqualTo("print 1,closed 51,moved 52");
    assertThat(slow.got).isEmpty();
    slow.release();
    assertThat(slow.nextUpdates().split(",", -1))
        .containsExactlyInAnyOrder("closed 51", "print 1", "moved 52");
  }

  @Test
  void updatesBeyondTheRoomOfASlowClientAreCountedAndReported() throws Exception {
    Client slow = client();
    Client quick = client();
    listening(List.of(slow, quick), PRINTS);
    slow.stalls = true;
    publish(print(0));
    assertThat(slow.nextUpdates()).isEqualTo("print 0");
    for (int id = 1; id <= 2500; id++) publish(print(id));
    while (!quick.nextUpdates().contains("print 2500")) {}
    slow.release();
    assertThat(slow.nextUpdates()).startsWith("lost 1500,print 1501,").endsWith("print 2500");
    assertThat(hub.totals().lost()).isEqualTo(1500);
  }

  @Test
  void theReplyToACommandFollowsTheFrameBeingSent() throws Exception {
    Client client = client();
    Client observer = client();
    listening(List.of(client, observer), PRINTS);
    client.stalls = true;
    publish(print(1));
    assertThat(client.nextUpdates()).isEqualTo("print 1");
    publish(print(2));
    while (!observer.nextUpdates().contains("print 2")) {}
    client.listen("2", null, PRINTS, new Topic.Ticks("ETH"));
    publish(print(3));
    while (!observer.nextUpdates().contains("print 3")) {}
    assertThat(client.got).isEmpty();
    client.release();
    List<String> rest = new ArrayList<>();
    while (rest.stream().noneMatch(one -> one.contains("print 3"))) rest.add(client.nextUpdates());
    assertThat(String.join(" / ", rest)).contains("print 2 / begun 2");
    assertThat(rest).anyMatch(one -> one.contains("tick ETH 7"));
  }

  @Test
  void ownFiguresReachTheirOwnerAlone() throws Exception {
    Topic.Account mine = new Topic.Account(1, Topic.Figures.PORTFOLIO);
    Topic.Account theirs = new Topic.Account(2, Topic.Figures.PORTFOLIO);
    Client me = subscribe(mine, "10");
    Client them = subscribe(theirs, "20");
    assertThat(me.nextUpdates()).isEqualTo("portfolio 10");
    assertThat(them.nextUpdates()).isEqualTo("portfolio 20");
    assertThat(hub.subscribedAccountTopics()).containsExactlyInAnyOrder(mine, theirs);
    hub.publish(mine, "11");
    assertThat(me.nextUpdates()).isEqualTo("portfolio 11");
    hub.publish(theirs, "21");
    assertThat(them.nextUpdates()).isEqualTo("portfolio 21");
    loop.submit(me.connection::markClosed).get();
    Waiting.until(hub::subscribedAccountTopics, topics -> !topics.contains(mine));
    assertThat(hub.subscribedAccountTopics()).containsExactly(theirs);
  }

  private Client subscribe(Topic.Account own, String figures) throws Exception {
    Client client = client();
    hub.subscribe(
        client.connection,
        new Hub.SubscribeCommand("1", Set.of(own), Set.of(own), null, Map.of(own, figures)),
        () -> {});
    client.next();
    return client;
  }

  @Test
  void aClientThatReadsNothingIsClosedAndTheOthersReceiveHeartbeats() throws Exception {
    Client slow = client();
    Client quick = client();
    listening(List.of(slow, quick), PRINTS);
    slow.stalls = true;
    publish(print(1));
    assertThat(slow.nextUpdates()).isEqualTo("print 1");
    assertThat(quick.nextUpdates()).isEqualTo("print 1");
    loop.submit(() -> {}).get();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    loop.submit(shard::checkIdle).get();
    assertThat(slow.next()).isEqualTo("cut");
    assertThat(hub.totals().tooSlow()).isEqualTo(1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    loop.submit(shard::checkIdle).get();
    assertThat(quick.next()).isEqualTo("heartbeat");
    publish(print(2));
    assertThat(quick.nextUpdates()).isEqualTo("print 2");
    assertThat(slow.got).isEmpty();
  }

  @Test
  void theCloseReasonIsSentBeforeTheClose() throws Exception {
    Client client = client();
    client.listen("1", null, PRINTS);
    client.next();
    client.next();
    loop.submit(() -> client.connection.close(CloseReason.GOING_AWAY)).get();
    assertThat(client.next()).isEqualTo("closing GOING_AWAY");
    assertThat(client.next()).isEqualTo("closed GOING_AWAY");
    assertThat(hub.totals().connections()).isZero();
  }
}
