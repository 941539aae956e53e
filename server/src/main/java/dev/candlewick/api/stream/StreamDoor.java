package dev.candlewick.api.stream;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.identity.Caller;
import dev.candlewick.settings.StreamSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many may listen at once: in all, of one address, of one account.
final class StreamDoor {
  private static final Map<String, String> LATER = Map.of("Retry-After", "30");

  private final StreamSettings settings;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final Map<Long, Integer> byAccount = new ConcurrentHashMap<>();

  StreamDoor(StreamSettings settings) {
    this.settings = settings;
  }

  /// Lets somebody in.
  ///
  /// @param network the address, or its IPv6 network
  /// @return their place
  /// @throws ApiException when there is no place left
  Place enter(String network, Caller caller) {
    Long account = caller.isAnonymous() ? null : caller.accountId();
    if (!take(byAddress, network, settings.perAddress())) {
      throw full(ErrorCode.RATE_LIMITED, "this address", settings.perAddress());
    }
    if (account != null && !take(byAccount, account, settings.perAccount())) {
      give(byAddress, network);
      throw full(ErrorCode.RATE_LIMITED, "this account", settings.perAccount());
    }
    if (all.incrementAndGet() > settings.connections()) {
      new Place(network, account).leave();
      throw full(ErrorCode.BUSY, "the server", settings.connections());
    }
    return new Place(network, account);
  }

  private static ApiException full(ErrorCode code, String whose, int most) {
    return new ApiException(
        code, whose + " has " + most + " connections already", List.of(), LATER);
  }

  private static <K> boolean take(Map<K, Integer> counts, K key, int most) {
    AtomicBoolean taken = new AtomicBoolean();
    counts.compute(
        key,
        (same, count) -> {
          int now = count == null ? 0 : count;
          taken.set(now < most);
          return now < most ? now + 1 : count;
        });
    return taken.get();
  }

  private static <K> void give(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /// One connection's place; given back once.
  final class Place {
    private final String network;
    private final @Nullable Long account;
    private final AtomicBoolean left = new AtomicBoolean();

    private Place(String network, @Nullable Long account) {
      this.network = network;
      this.account = account;
    }

    void leave() {
      if (left.getAndSet(true)) return;
      all.decrementAndGet();
      give(byAddress, network);
      if (account != null) give(byAccount, account);
    }
  }
}
