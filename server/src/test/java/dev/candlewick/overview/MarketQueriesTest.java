package dev.candlewick.overview;

import static dev.candlewick.overview.MarketFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.overview.MarketQuery.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that the number of statements does not depend on the number of markets, by the driver's
/// own log of what it sends.
class MarketQueriesTest {
  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

  private final MarketFixture fixture = new MarketFixture();
  private final SentStatements sent = new SentStatements();

  @AfterEach
  void close() {
    DRIVER.removeHandler(sent);
    DRIVER.setLevel(null);
    fixture.close();
  }

  private static final class SentStatements extends Handler {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void publish(LogRecord entry) {
      if (String.valueOf(entry.getMessage()).contains("FE=> Execute")) count.incrementAndGet();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private void store(int from, int to) {
    for (int i = from; i < to; i++) {
      Symbol symbol = new Symbol("M" + i, "USDT");
      fixture.store("binance", symbol, Interval.H1, NOON.minus(Duration.ofHours(26)), 26);
      fixture.store("binance", symbol, Interval.H4, NOON.minus(Duration.ofHours(40)), 10);
      fixture.activate(new Instrument("coin-" + i, "C" + i, "Coin " + i));
    }
  }

  private int statements(int rows) {
    int before = sent.count.get();
    List<MarketRow> read =
        fixture.page(new MarketQuery(Scope.ALL, List.of(), 200, 0, null, List.of())).rows();
    assertThat(read).hasSize(rows);
    assertThat(read.stream().filter(row -> row.day().open() != null)).hasSize(rows / 2);
    return sent.count.get() - before;
  }

  @Test
  void twoHundredMarketsTakeAsManyStatementsAsTen() {
    store(0, 5);
    sent.setLevel(Level.ALL);
    DRIVER.setLevel(Level.FINEST);
    DRIVER.addHandler(sent);
    int few = statements(10);
    assertThat(few).isPositive();
    DRIVER.setLevel(null);
    store(5, 100);
    DRIVER.setLevel(Level.FINEST);
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(statements(200)).isEqualTo(few);
    assertThat(statements(200)).isLessThan(few);
  }
}
