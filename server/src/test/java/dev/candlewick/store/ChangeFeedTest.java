package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.account.AccessTokenStore;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.ApiTokenStore;
import dev.candlewick.store.account.ApiTokenStore.NewToken;
import dev.candlewick.store.account.SessionStore;
import dev.candlewick.store.account.SessionStore.NewSession;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.testing.Positions;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that a change of an account's facts or credentials notifies the listeners, in the process
/// that made it and in another one, and that a change without effect does not.
class ChangeFeedTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Terms TERMS =
      new Terms(new Symbol("BTC", "USDT"), Side.BUY, BigDecimal.ONE, BigDecimal.TEN);
  private static final PositionEdit HALVED =
      new PositionEdit(null, null, new BigDecimal("0.5"), null, null, null, null, null, null);

  /// A listener that collects the topics of its notifications.
  private static final class TopicRecorder implements ChangeFeed.Listener {
    private final BlockingQueue<String> topics = new LinkedBlockingQueue<>();

    @Override
    public void onChange(String topic, long fromMicros) {
      topics.add(topic);
    }

    @Override
    public void onMissedChanges() {
      // Called at the start of listening; nothing was published before.
    }

    private List<String> next(int count) throws InterruptedException {
      List<String> received = new ArrayList<>();
      for (int i = 0; i < count; i++) received.add(topics.poll(30, TimeUnit.SECONDS));
      return received;
    }
  }

  private final TopicRecorder here = new TopicRecorder();
  private final TopicRecorder there = new TopicRecorder();
  private Database database;
  private Database another;
  private Actor me;
  private Account account;

  @BeforeEach
  void open() throws InterruptedException {
    Database.Login login = TestDatabase.login();
    database = Database.open(login, 4, message -> {});
    another = Database.open(login, 4, message -> {});
    me = Accounts.create(database, "somebody");
    account = new AccountStore(database).find(me.accountId()).orElseThrow().account();
    database.changeFeed().subscribe(here);
    another.changeFeed().subscribe(there);
    another.changeFeed().start(message -> {});
    Waiting.untilTrue("listening", another.changeFeed()::isListening);
  }

  @AfterEach
  void close() {
    another.close();
    database.close();
  }

  private void assertNotified(String topic, int times) throws InterruptedException {
    assertThat(here.topics).hasSize(times).containsOnly(topic);
    here.topics.clear();
    assertThat(there.next(times)).containsOnly(topic);
    assertThat(there.topics).isEmpty();
  }

  @Test
  void eachChangeOfAHoldingNotifiesOnceAndARejectedOneDoesNot() throws InterruptedException {
    LedgerStore ledger = new LedgerStore(database);
    Instrument bitcoin = new Instrument("bitcoin", "BTC", "Bitcoin");
    Asset asset = new Asset(new InstrumentStore(database).findOrCreate(bitcoin).id(), "BTC");
    assertNotified(ChangeFeed.LISTINGS, 1);
    Lot lot = new Lot(BigDecimal.ONE, BigDecimal.TEN);
    ledger.delete(me, asset);
    ledger.open(me, asset, lot, NOON);
    ledger.open(me, asset, lot, NOON);
    ledger.replace(me, asset, before -> lot);
    ledger.delete(me, asset);
    assertNotified(ChangeFeed.accountTopic(me.accountId()), 3);
  }

  @Test
  void eachChangeOfAPositionNotifiesOnceAndARejectedOneDoesNot() throws InterruptedException {
    PositionStore positions = new PositionStore(database);
    Position position = Positions.open(positions, me, TERMS);
    positions.change(me, position.id(), HALVED::applyTo);
    Positions.close(positions, me, position.id(), BigDecimal.TWO);
    Positions.close(positions, me, position.id(), BigDecimal.TWO);
    positions.change(me, position.id() + 1, HALVED::applyTo);
    positions.delete(me, position.id());
    positions.delete(me, position.id());
    assertNotified(ChangeFeed.accountTopic(me.accountId()), 4);
  }

  @Test
  void everyEndOfACredentialNotifies() throws InterruptedException {
    AccountStore accounts = new AccountStore(database);
    ApiTokenStore tokens = new ApiTokenStore(database);
    SessionStore sessions = new SessionStore(database);
    NewToken made = new NewToken("mine", false, Set.of("read"), null);
    long token = tokens.create(me, account.id(), made, new byte[] {1}, 9).orElseThrow().id();
    long session =
        sessions
            .create(account, me, new NewSession(NOON, NOON, null), new byte[] {2}, NOON)
            .orElseThrow()
            .id();
    assertThat(here.topics).isEmpty();
    tokens.revoke(me, token);
    sessions.end(me, session);
    new AccessTokenStore(database).revoke(me, "some-id", Instant.now().plusSeconds(60));
    accounts.changePassword(me, account, "none", null);
    accounts.setPassword(me, account.id(), "none");
    accounts.setAdmin(me, account.id(), false);
    accounts.setDisabled(me, account.id(), true);
    assertNotified(ChangeFeed.credentialsTopic(me.accountId()), 7);
  }

  @Test
  void anUnsubscribedListenerReceivesNothingMore() {
    database.changeFeed().unsubscribe(here);
    Positions.open(new PositionStore(database), me, TERMS);
    assertThat(here.topics).isEmpty();
  }

  /// Every session of the database may send on the channel.
  @Test
  void aNotificationThatIsNoChangeMessageDoesNotEndTheListening() throws InterruptedException {
    for (String payload :
        List.of("a1 many abc", "a1 99999999999999999999 abc", "", "x", "a b c d")) {
      database.run(
          "send nonsense",
          handle -> handle.execute("select pg_notify('candlewick_change', ?)", payload));
    }
    Positions.open(new PositionStore(database), me, TERMS);
    assertThat(there.next(1)).containsExactly(ChangeFeed.accountTopic(me.accountId()));
    assertThat(another.changeFeed().unreadableCount()).isEqualTo(5);
    assertThat(another.changeFeed().isListening()).isTrue();
  }
}
