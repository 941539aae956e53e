package dev.candlewick.ingest;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentRegistry;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.Venue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The registry as it is now: the best-known coins, and what the venues list once somebody has
/// asked for a name that is not among them. Lists are asked for again after a day.
public final class KnownInstruments implements Supplier<InstrumentRegistry> {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final long PATIENCE_SECONDS = 3;

  private final Providers providers;
  private final InstantSource clock;
  private final Consumer<String> say;
  private volatile InstrumentRegistry registry = InstrumentRegistry.wellKnown();
  private @Nullable Instant notBefore;
  private CompletableFuture<Void> learning = CompletableFuture.completedFuture(null);

  public KnownInstruments(Providers providers, InstantSource clock, Consumer<String> say) {
    this.providers = providers;
    this.clock = clock;
    this.say = say;
  }

  @Override
  public InstrumentRegistry get() {
    return registry;
  }

  /// Asks the venues for their lists, unless that was done lately; waits a little for the answers.
  ///
  /// @return the registry as far as it is known then
  public InstrumentRegistry learnt() {
    CompletableFuture<Void> done = begin();
    try {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Whoever asks goes on with what is known; the lists come in meanwhile.
      return registry;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      say.accept("cannot learn what the venues list: " + e.getCause());
    }
    return registry;
  }

  private synchronized CompletableFuture<Void> begin() {
    Instant now = clock.instant();
    if (learning.isDone() && (notBefore == null || !now.isBefore(notBefore))) {
      notBefore = now.plus(AGAIN);
      learning = CompletableFuture.runAsync(this::learn, task -> Thread.startVirtualThread(task));
    }
    return learning;
  }

  private void learn() {
    List<Instrument> coins = new ArrayList<>();
    Set<String> tickers = new TreeSet<>();
    boolean whole = true;
    for (Venue venue : providers.all()) {
      try {
        if (venue instanceof ChartProvider charts) coins.addAll(charts.instruments());
        if (venue instanceof CandleProvider candles) {
          candles.listing().forEach(listing -> tickers.add(listing.symbol().base()));
        }
      } catch (ProviderException e) {
        whole = false;
        say.accept("cannot learn what " + e.getMessage());
      }
    }
    registry = InstrumentRegistry.wellKnown().extended(coins).withTickers(tickers);
    if (whole) rest(KEPT);
  }

  private synchronized void rest(Duration wait) {
    notBefore = clock.instant().plus(wait);
  }
}
