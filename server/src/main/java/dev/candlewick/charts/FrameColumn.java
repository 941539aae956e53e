package dev.candlewick.charts;

import dev.candlewick.analytics.Indicator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column of a frame of candles: a stored one, or an indicator of the closes.
public sealed interface FrameColumn {
  /// The columns as they are written, for messages; `W` is a window.
  String FORMS =
      "open, high, low, close, volume, quote_volume, trades, pct_change, rolling_mean(W), ema(W),"
          + " volatility(W) with W from "
          + Indicator.MIN_WINDOW
          + " to "
          + Indicator.MAX_WINDOW;

  /// The name in requests and responses: `close`, `ema(50)`.
  String text();

  /// A stored column.
  enum Stored implements FrameColumn {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    QUOTE_VOLUME,
    TRADES;

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// An indicator of the closes.
  record Computed(Indicator indicator) implements FrameColumn {
    private static final Pattern WITH_WINDOW = Pattern.compile("([a-z_]+)\\(([0-9]{1,4})\\)");

    @Override
    public String text() {
      return indicator.name();
    }

    private static Optional<FrameColumn> parse(String text) {
      if (text.equals("pct_change")) {
        return Optional.of(new Computed(new Indicator.PercentChange()));
      }
      Matcher form = WITH_WINDOW.matcher(text);
      if (!form.matches()) return Optional.empty();
      int window = Integer.parseInt(form.group(2));
      if (!Indicator.isWindow(window)) return Optional.empty();
      return switch (form.group(1)) {
        case "rolling_mean" -> Optional.of(new Computed(new Indicator.RollingMean(window)));
        case "ema" -> Optional.of(new Computed(new Indicator.ExponentialMean(window)));
        case "volatility" -> Optional.of(new Computed(new Indicator.Volatility(window)));
        default -> Optional.empty();
      };
    }
  }

  /// Parses the name of a column; empty for a text that is none.
  static Optional<FrameColumn> parse(String text) {
    return Arrays.stream(Stored.values())
        .filter(one -> one.text().equals(text))
        .<FrameColumn>map(one -> one)
        .findFirst()
        .or(() -> Computed.parse(text));
  }
}
