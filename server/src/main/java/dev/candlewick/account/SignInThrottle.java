package dev.candlewick.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/// Slows down who guesses passwords, in this process. After five wrong ones for an account from one
/// address that pair waits, twice as long each time; an address that is wrong often waits for all
/// accounts. Wrong ones from elsewhere never stop anybody: an account that is attacked from many
/// addresses only answers strangers later (`delay`), never those who signed in before.
final class SignInThrottle {
  private static final int FREE_FOR_ACCOUNT = 5;
  private static final int FREE_FOR_ADDRESS = 50;
  private static final int FREE_FROM_EVERYWHERE = 30;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofMinutes(30);
  private static final Duration STRANGERS_WAIT = Duration.ofSeconds(2);
  private static final int MOST_ENTRIES = 100_000;

  private final InstantSource clock;
  private final Cache<String, Wrong> pairs = cache(FORGOTTEN);
  private final Cache<String, Wrong> addresses = cache(FORGOTTEN);
  private final Cache<String, Wrong> accounts = cache(FORGOTTEN);
  private final Cache<String, Boolean> known = cache(Duration.ofDays(30));

  /// Wrong passwords in a row, and until when to wait.
  private record Wrong(int count, Instant until) {}

  SignInThrottle(InstantSource clock) {
    this.clock = clock;
  }

  private static <V> Cache<String, V> cache(Duration kept) {
    return Caffeine.newBuilder().maximumSize(MOST_ENTRIES).expireAfterWrite(kept).build();
  }

  /// Throws when this address must wait.
  void check(String account, String address) {
    Instant now = clock.instant();
    Instant until = later(until(pairs, pair(account, address)), until(addresses, network(address)));
    if (!until.isAfter(now)) return;
    throw new AccountException(
        AccountException.Kind.THROTTLED,
        "Too many wrong passwords from here",
        Duration.between(now, until));
  }

  /// How long the answer to this address is held back because of what others do.
  Duration delay(String account, String address) {
    Wrong everywhere = accounts.getIfPresent(account);
    boolean attacked = everywhere != null && everywhere.count() > FREE_FROM_EVERYWHERE;
    boolean stranger = known.getIfPresent(pair(account, address)) == null;
    return attacked && stranger ? STRANGERS_WAIT : Duration.ZERO;
  }

  void failed(String account, String address) {
    count(pairs, pair(account, address), FREE_FOR_ACCOUNT);
    count(accounts, account, Integer.MAX_VALUE);
    if (!loopback(address)) count(addresses, network(address), FREE_FOR_ADDRESS);
  }

  void succeeded(String account, String address) {
    pairs.invalidate(pair(account, address));
    known.put(pair(account, address), Boolean.TRUE);
  }

  private void count(Cache<String, Wrong> cache, String key, int free) {
    Instant now = clock.instant();
    cache
        .asMap()
        .compute(
            key,
            (same, before) -> {
              int count = before == null ? 1 : before.count() + 1;
              return new Wrong(count, now.plus(wait(count - free)));
            });
  }

  /// One second, then twice as long each time.
  private static Duration wait(int beyond) {
    if (beyond < 0) return Duration.ZERO;
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, 20));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private static Instant until(Cache<String, Wrong> cache, String key) {
    Wrong wrong = cache.getIfPresent(key);
    return wrong == null ? Instant.MIN : wrong.until();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String pair(String account, String address) {
    return account + " " + network(address);
  }

  private static boolean loopback(String address) {
    return InetAddress.ofLiteral(address).isLoopbackAddress();
  }

  /// An IPv6 address counts with all of its /64, which is one customer's.
  private static String network(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 16 ? 8 : bytes.length));
  }
}
