package dev.candlewick.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The prices that are polled, and how often.
///
/// @param assets CoinGecko ids, lower case
/// @param interval from the start of one round to the start of the next
/// @param provider the venue that is polled
public record PollSettings(
    List<String> assets, Duration interval, String provider, Retention retention) {
  private static final Duration MAX_RETENTION = Duration.ofDays(36_500);
  private static final List<String> PROVIDERS =
      List.of("coingecko", "kraken", "coinbase", "simulated");
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /// How long polled prices are stored, and how many of them.
  ///
  /// @param keep null: for ever
  /// @param thinAfter prices older than this are downsampled; null: never
  /// @param thinTo the interval in which one price then remains
  public record Retention(@Nullable Duration keep, @Nullable Duration thinAfter, Duration thinTo) {}

  public PollSettings {
    assets = List.copyOf(assets);
  }

  static PollSettings read(SettingsReader reader) {
    return new PollSettings(
        reader.list(Key.TARGET_ASSETS, "must be CoinGecko ids like bitcoin", PollSettings::id),
        reader.duration(Key.POLL_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(1)),
        reader.value(
            Key.PRICE_PROVIDER,
            "must be one of "
                + String.join(", ", PROVIDERS)
                + "; binance has no prices in US dollars",
            PollSettings::known),
        new Retention(
            reader.durationOrNull(Key.PRICE_RETENTION, Duration.ofMinutes(1), MAX_RETENTION),
            reader.durationOrNull(Key.PRICE_THIN_AFTER, Duration.ofMinutes(1), MAX_RETENTION),
            reader.duration(Key.PRICE_THIN_TO, Duration.ofSeconds(1), Duration.ofDays(366))));
  }

  private static Optional<String> known(String name) {
    return Optional.of(name.toLowerCase(Locale.ROOT)).filter(PROVIDERS::contains);
  }

  private static Optional<String> id(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT)).filter(ID.asMatchPredicate());
  }
}
