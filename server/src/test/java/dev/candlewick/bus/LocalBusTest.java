package dev.candlewick.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that each subscriber receives each event once, whatever the others do.
class LocalBusTest {
  private static final BusEvent TICKS =
      new BusEvent.Ticks(
          List.of(
              new Tick(
                  new Instrument("bitcoin", "BTC", "Bitcoin"),
                  "USD",
                  "coingecko",
                  Instant.EPOCH,
                  BigDecimal.ONE)));

  @Test
  void aSubscriberThatThrowsDoesNotAffectOthers() {
    List<String> log = new ArrayList<>();
    List<BusEvent> received = new ArrayList<>();
    Bus bus = new LocalBus(log::add);
    bus.subscribe(event -> {
      throw new IllegalStateException("full");
    });
    bus.subscribe(received::add);
    bus.publish(TICKS);
    assertThat(received).containsExactly(TICKS);
    assertThat(log).singleElement().asString().contains("full");
  }

  @Test
  void aClosedSubscriptionReceivesNoFurtherEvents() {
    List<BusEvent> one = new ArrayList<>();
    List<BusEvent> other = new ArrayList<>();
    Bus bus = new LocalBus(message -> {});
    Bus.Subscription subscription = bus.subscribe(one::add);
    bus.subscribe(other::add);
    bus.publish(TICKS);
    subscription.close();
    bus.publish(TICKS);
    assertThat(one).hasSize(1);
    assertThat(other).hasSize(2);
  }
}
