package dev.candlewick.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/// The throttle of failed sign-ins, in this process. After five wrong passwords for an account from
/// one address that pair waits, twice as long each time; an address with many wrong passwords waits
/// for all accounts. Wrong passwords from other addresses never block a user: an account that is
/// attacked from many addresses only delays unknown clients (`delay`), never clients that signed in
/// before.
final class SignInThrottle {
  private static final int ALLOWED_FOR_ACCOUNT = 5;
  private static final int ALLOWED_FOR_ADDRESS = 50;
  private static final int ALLOWED_FROM_ALL_ADDRESSES = 30;
  private static final Duration MAX_WAIT = Duration.ofMinutes(15);
  private static final Duration EXPIRY = Duration.ofMinutes(30);
  private static final Duration UNKNOWN_CLIENT_DELAY = Duration.ofSeconds(2);
  private static final int MAX_ENTRIES = 100_000;

  private final InstantSource clock;
  private final Cache<String, Failures> accountAddresses = newCache(EXPIRY);
  private final Cache<String, Failures> addresses = newCache(EXPIRY);
  private final Cache<String, Failures> accounts = newCache(EXPIRY);
  private final Cache<String, Boolean> knownClients = newCache(Duration.ofDays(30));

  /// Wrong passwords in a row, and until when to wait.
  private record Failures(int count, Instant blockedUntil) {}

  SignInThrottle(InstantSource clock) {
    this.clock = clock;
  }

  private static <V> Cache<String, V> newCache(Duration kept) {
    return Caffeine.newBuilder().maximumSize(MAX_ENTRIES).expireAfterWrite(kept).build();
  }

  /// Throws when this address must wait.
  void check(String account, String address) {
    Instant now = clock.instant();
    Instant until =
        later(
            blockedUntil(accountAddresses, accountAddressKey(account, address)),
            blockedUntil(addresses, networkKey(address)));
    if (!until.isAfter(now)) return;
    throw new AccountException(
        AccountException.Kind.THROTTLED,
        "Too many wrong passwords from this address",
        Duration.between(now, until));
  }

  /// Returns how long the response to this address is delayed because of failures from other
  /// addresses.
  Duration delay(String account, String address) {
    Failures everywhere = accounts.getIfPresent(account);
    boolean attacked = everywhere != null && everywhere.count() > ALLOWED_FROM_ALL_ADDRESSES;
    boolean unknownClient = knownClients.getIfPresent(accountAddressKey(account, address)) == null;
    return attacked && unknownClient ? UNKNOWN_CLIENT_DELAY : Duration.ZERO;
  }

  void recordFailure(String account, String address) {
    countFailure(accountAddresses, accountAddressKey(account, address), ALLOWED_FOR_ACCOUNT);
    countFailure(accounts, account, Integer.MAX_VALUE);
    if (!isLoopback(address)) countFailure(addresses, networkKey(address), ALLOWED_FOR_ADDRESS);
  }

  void recordSuccess(String account, String address) {
    accountAddresses.invalidate(accountAddressKey(account, address));
    knownClients.put(accountAddressKey(account, address), Boolean.TRUE);
  }

  private void countFailure(Cache<String, Failures> cache, String key, int allowed) {
    Instant now = clock.instant();
    cache
        .asMap()
        .compute(
            key,
            (same, before) -> {
              int count = before == null ? 1 : before.count() + 1;
              return new Failures(count, now.plus(backoff(count - allowed)));
            });
  }

  /// Returns one second, then twice as long each time.
  private static Duration backoff(int beyond) {
    if (beyond < 0) return Duration.ZERO;
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, 20));
    return doubled.compareTo(MAX_WAIT) < 0 ? doubled : MAX_WAIT;
  }

  private static Instant blockedUntil(Cache<String, Failures> cache, String key) {
    Failures failures = cache.getIfPresent(key);
    return failures == null ? Instant.MIN : failures.blockedUntil();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String accountAddressKey(String account, String address) {
    return account + " " + networkKey(address);
  }

  private static boolean isLoopback(String address) {
    return InetAddress.ofLiteral(address).isLoopbackAddress();
  }

  /// Returns the key of an address. An IPv6 address counts with all of its /64, which is one
  /// customer's.
  private static String networkKey(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 16 ? 8 : bytes.length));
  }
}
