package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.store.StoreException.Kind;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.CommitProxy;
import dev.candlewick.testing.DatabaseUrls;
import dev.candlewick.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that every wait has a limit, that a reached limit is reported as such, and that one kind
/// of work takes no connection from another.
class LimitsTest {
  private Database.Login login;
  private Database database;

  @BeforeEach
  void open() {
    login = TestDatabase.login();
    database = Database.open(login, 2, message -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static StoreException failure(Runnable work) {
    return catchThrowableOfType(StoreException.class, work::run);
  }

  private static void sleep(Handle handle) {
    handle.execute("select pg_sleep(30)");
  }

  @Test
  void aStatementThatTakesTooLongIsBusyAndStopped() {
    StoreException late =
        failure(() ->
            database.run(
                "wait",
                handle -> {
                  handle.execute("set local statement_timeout = '200ms'");
                  sleep(handle);
                }));
    assertThat(late.kind()).isEqualTo(Kind.BUSY);
    assertThat(late.isRetryable()).isTrue();
  }

  @Test
  void everyConnectionOfRequestsHasLimits() {
    String limits =
        "select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')"
            + " || ' ' || current_setting('timezone')";
    assertThat(
            database.<String>transaction(
                "query", handle -> handle.createQuery(limits).mapTo(String.class).one()))
        .isEqualTo("20s 3s UTC");
    assertThat(
            database.<String>read(
                "query", handle -> handle.createQuery(limits).mapTo(String.class).one()))
        .isEqualTo("20s 1s UTC");
    assertThat(
            database.<String>longTransaction(
                "query", handle -> handle.createQuery(limits).mapTo(String.class).one()))
        .isEqualTo("0 0 UTC");
  }

  @Test
  void aLockedTableIsBusyForItsReadersOnly() {
    try (Handle other = Jdbi.create(login.jdbcUrl(), login.user(), login.password()).open()) {
      other.begin();
      other.execute("lock table tick in access exclusive mode");
      assertThat(
              failure(() ->
                      new TickStore(database).findNewest(new TickStore.Filter(null, null, null), 1))
                  .kind())
          .isEqualTo(Kind.BUSY);
      assertThat(new InstrumentStore(database).list()).isNotNull();
      other.rollback();
    }
  }

  @Test
  void readersWritersAndHealthDoNotWaitForEachOther() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() ->
          database.read(
              "hold the only reader",
              handle -> {
                reading.countDown();
                return awaited(done);
              }));
      reading.await();
      long start = System.nanoTime();
      StoreException full = failure(() -> new InstrumentStore(database).list());
      assertThat(full.kind()).isEqualTo(Kind.BUSY);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      database.run("write", handle -> handle.execute("select 1"));
      assertThat(database.onHealthConnection(database::queryVersion)).startsWith("PostgreSQL");
      done.countDown();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDatabaseOutageIsReportedWithinTwoSeconds() {
    try (CommitProxy proxy = CommitProxy.to(DatabaseUrls.port(login));
        Database remote = Database.open(through(proxy), 4, message -> {})) {
      assertThat(remote.queryVersion()).startsWith("PostgreSQL");
      proxy.goDown();
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        StoreException down = failure(() -> new InstrumentStore(remote).list());
        assertThat(down.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  private Database.Login through(CommitProxy proxy) {
    String name = login.jdbcUrl().substring(login.jdbcUrl().lastIndexOf('/') + 1);
    return new Database.Login(
        "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + name, login.user(), login.password());
  }
}
