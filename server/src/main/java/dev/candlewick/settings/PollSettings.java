package dev.candlewick.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which prices are asked for again and again, and how often.
///
/// @param assets CoinGecko ids, lower case
/// @param interval from the start of one round to the start of the next
public record PollSettings(List<String> assets, Duration interval) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  public PollSettings {
    assets = List.copyOf(assets);
  }

  static PollSettings read(SettingsReader reader) {
    return new PollSettings(
        reader.list(Key.TARGET_ASSETS, "must be CoinGecko ids like bitcoin", PollSettings::id),
        reader.duration(Key.POLL_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(1)));
  }

  private static Optional<String> id(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT)).filter(ID.asMatchPredicate());
  }
}
