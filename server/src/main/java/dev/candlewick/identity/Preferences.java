package dev.candlewick.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How an account wants the pages of the user interface to look.
///
/// @param zone an IANA time zone; null for the browser's
/// @param locale a BCP 47 tag; null for the browser's
/// @param shortcuts whether single keys are shortcuts
public record Preferences(
    Theme theme,
    Palette palette,
    Density density,
    @Nullable String zone,
    @Nullable String locale,
    boolean shortcuts) {
  /// The preferences of an account that has set none.
  public static final Preferences DEFAULT =
      new Preferences(Theme.SYSTEM, Palette.GREEN_RED, Density.COMFORTABLE, null, null, true);

  /// Light or dark; system: as the browser says.
  public enum Theme {
    SYSTEM,
    DARK,
    LIGHT;

    /// As it is written: `dark`.
    @Override
    public String toString() {
      return text(this);
    }
  }

  /// The colours of up and down.
  public enum Palette {
    GREEN_RED,
    BLUE_ORANGE;

    /// As it is written: `green-red`.
    @Override
    public String toString() {
      return text(this);
    }
  }

  /// The height of rows.
  public enum Density {
    COMFORTABLE,
    COMPACT;

    /// As it is written: `compact`.
    @Override
    public String toString() {
      return text(this);
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
