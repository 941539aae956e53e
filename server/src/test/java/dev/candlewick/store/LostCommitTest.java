package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.CommitProxy;
import dev.candlewick.testing.DatabaseUrls;
import dev.candlewick.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A commit whose response is lost may have stored its changes: everything this process keeps in
/// memory is read anew.
class LostCommitTest {
  @Test
  void cachesAreInvalidatedWhenTheOutcomeOfACommitIsUnknown() {
    Database.Login direct = TestDatabase.login();
    try (CommitProxy proxy = CommitProxy.to(DatabaseUrls.port(direct));
        Database database =
            Database.open(
                DatabaseUrls.login(proxy.port(), direct, "prepareThreshold=0"), 2, line -> {})) {
      AtomicInteger missed = new AtomicInteger();
      database.changeFeed().subscribe(counting(missed));
      proxy.loseCommitOf("insert into series");
      assertThatThrownBy(() ->
              new SeriesStore(database).register("kraken", new Symbol("BTC", "USD"), Interval.H1))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.OUTCOME_UNKNOWN));
      assertThat(missed).hasValue(1);
      assertThat(new SeriesStore(database).list(null, null, null)).hasSize(1);
    }
  }

  private static ChangeFeed.Listener counting(AtomicInteger missed) {
    return new ChangeFeed.Listener() {
      @Override
      public void onChange(String topic, long fromMicros) {}

      @Override
      public void onMissedChanges() {
        missed.incrementAndGet();
      }
    };
  }
}
