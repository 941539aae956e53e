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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private final Set<String> tickers = new TreeSet<>();
  private List<Instrument> coins = List.of();
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

  /// Asks all venues at once; whoever answers is heard at once.
  private void learn() {
    CompletableFuture<?>[] asked =
        providers.all().stream()
            .map(venue ->
                CompletableFuture.supplyAsync(() -> learn(venue), Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(asked).join();
    if (Arrays.stream(asked).allMatch(one -> Boolean.TRUE.equals(one.join()))) rest(KEPT);
  }

  /// Whether the venue answered.
  private boolean learn(Venue venue) {
    try {
      if (venue instanceof ChartProvider charts) add(charts.instruments(), Set.of());
      if (venue instanceof CandleProvider candles) {
        add(
            List.of(),
            candles.listing().stream()
                .map(listing -> listing.symbol().base())
                .collect(Collectors.toSet()));
      }
      return true;
    } catch (ProviderException e) {
      say.accept("cannot learn what is listed: " + e.getMessage());
      return false;
    }
  }

  private synchronized void add(List<Instrument> listed, Set<String> exchanged) {
    if (!listed.isEmpty()) coins = listed;
    tickers.addAll(exchanged);
    registry = InstrumentRegistry.wellKnown().extended(coins).withTickers(Set.copyOf(tickers));
  }

  private synchronized void rest(Duration wait) {
    notBefore = clock.instant().plus(wait);
  }
}
