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

/// The limits of open streams: of the process, of one address, of one account.
final class ConnectionLimits {
  private static final Map<String, String> RETRY_HEADER = Map.of("Retry-After", "30");

  private final StreamSettings settings;
  private final AtomicInteger total = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final Map<Long, Integer> byAccount = new ConcurrentHashMap<>();

  ConnectionLimits(StreamSettings settings) {
    this.settings = settings;
  }

  /// Takes a permit for a stream.
  ///
  /// @param network the address, or its IPv6 network
  /// @return the permit
  /// @throws ApiException when a limit is reached
  Permit acquire(String network, Caller caller) {
    Long account = caller.isAnonymous() ? null : caller.accountId();
    if (!tryIncrement(byAddress, network, settings.perAddress())) {
      throw limitReached(ErrorCode.RATE_LIMITED, "this address", settings.perAddress());
    }
    if (account != null && !tryIncrement(byAccount, account, settings.perAccount())) {
      decrement(byAddress, network);
      throw limitReached(ErrorCode.RATE_LIMITED, "this account", settings.perAccount());
    }
    if (total.incrementAndGet() > settings.connections()) {
      new Permit(network, account).release();
      throw limitReached(ErrorCode.BUSY, "the server", settings.connections());
    }
    return new Permit(network, account);
  }

  private static ApiException limitReached(ErrorCode code, String owner, int max) {
    return new ApiException(
        code, owner + " has " + max + " connections already", List.of(), RETRY_HEADER);
  }

  private static <K> boolean tryIncrement(Map<K, Integer> counts, K key, int max) {
    AtomicBoolean incremented = new AtomicBoolean();
    counts.compute(
        key,
        (same, count) -> {
          int now = count == null ? 0 : count;
          incremented.set(now < max);
          return now < max ? now + 1 : count;
        });
    return incremented.get();
  }

  private static <K> void decrement(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /// The permit of one connection; it is released once.
  final class Permit {
    private final String network;
    private final @Nullable Long account;
    private final AtomicBoolean released = new AtomicBoolean();

    private Permit(String network, @Nullable Long account) {
      this.network = network;
      this.account = account;
    }

    void release() {
      if (released.getAndSet(true)) return;
      total.decrementAndGet();
      decrement(byAddress, network);
      if (account != null) decrement(byAccount, account);
    }
  }
}
