package dev.candlewick.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Everybody who listens hears everything once, whatever the others do.
class TickBusTest {
  private static final List<Tick> TICKS =
      List.of(
          new Tick(
              new Instrument("bitcoin", "BTC", "Bitcoin", Set.of()),
              "USD",
              "coingecko",
              Instant.EPOCH,
              BigDecimal.ONE));

  @Test
  void aListenerThatThrowsDisturbsNobody() {
    List<String> said = new ArrayList<>();
    List<List<Tick>> heard = new ArrayList<>();
    TickBus bus = new TickBus(said::add);
    bus.subscribe(ticks -> {
      throw new IllegalStateException("full");
    });
    bus.subscribe(heard::add);
    bus.publish(TICKS);
    assertThat(heard).containsExactly(TICKS);
    assertThat(said).singleElement().asString().contains("full");
  }

  @Test
  void whoeverUnsubscribedHearsNoMoreAndNothingIsNeverSaid() {
    List<List<Tick>> one = new ArrayList<>();
    List<List<Tick>> other = new ArrayList<>();
    TickBus bus = new TickBus(message -> {});
    TickBus.Subscription subscription = bus.subscribe(one::add);
    bus.subscribe(other::add);
    bus.publish(TICKS);
    subscription.close();
    bus.publish(TICKS);
    bus.publish(List.of());
    assertThat(one).hasSize(1);
    assertThat(other).hasSize(2);
  }
}
