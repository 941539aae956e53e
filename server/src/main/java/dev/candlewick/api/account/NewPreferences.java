package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.identity.Preferences;
import dev.candlewick.identity.Preferences.Density;
import dev.candlewick.identity.Preferences.Palette;
import dev.candlewick.identity.Preferences.Theme;
import dev.candlewick.market.QuotedText;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The preferences that an account sets.
@Schema(
    examples =
        """
        {"theme": "dark", "palette": "green-red", "density": "comfortable",
         "zone": "Europe/Berlin", "locale": "de-DE", "shortcuts": true}
        """)
public record NewPreferences(
    Theme theme,
    Palette palette,
    Density density,
    @Schema(description = "An IANA time zone; null: the browser's", maxLength = 64)
        @Nullable String zone,
    @Schema(description = "A language tag; null: the browser's", maxLength = 64)
        @Nullable String locale,
    @Schema(description = "Whether single keys are shortcuts") boolean shortcuts) {
  private static final int MAX_LENGTH = 64;

  Preferences value() {
    return new Preferences(theme, palette, density, zone, locale, shortcuts);
  }

  static NewPreferences read(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewPreferences.class);
    Theme theme = choice(reader, body, "theme", Theme.values());
    Palette palette = choice(reader, body, "palette", Palette.values());
    Density density = choice(reader, body, "density", Density.values());
    String zone = zone(reader, body);
    String locale = locale(reader, body);
    if (!body.has("shortcuts")) reader.add(body.pathOf("shortcuts"), "is required");
    boolean shortcuts = body.flag(reader, "shortcuts");
    reader.check();
    return new NewPreferences(
        Objects.requireNonNull(theme),
        Objects.requireNonNull(palette),
        Objects.requireNonNull(density),
        zone,
        locale,
        shortcuts);
  }

  private static <T extends Enum<T>> @Nullable T choice(
      FieldReader reader, JsonBody body, String name, T[] values) {
    String text = body.string(reader, name);
    reader.require(body.pathOf(name), text, text);
    if (text == null) return null;
    for (T value : values) {
      if (value.toString().equals(text)) return value;
    }
    reader.add(
        body.pathOf(name),
        "must be one of %s; got %s"
            .formatted(
                Arrays.stream(values).map(Enum::toString).collect(Collectors.joining(", ")),
                QuotedText.of(text)));
    return null;
  }

  private static @Nullable String zone(FieldReader reader, JsonBody body) {
    String text = FieldReader.blankToNull(body.string(reader, "zone"));
    return text == null ? null : reader.zone(body.pathOf("zone"), text, ZoneOffset.UTC).getId();
  }

  private static @Nullable String locale(FieldReader reader, JsonBody body) {
    String text = FieldReader.blankToNull(body.string(reader, "locale"));
    if (text == null) return null;
    try {
      if (text.length() <= MAX_LENGTH) {
        return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
      }
    } catch (IllformedLocaleException e) {
      // The message below names the field.
    }
    reader.add(
        body.pathOf("locale"), "must be a language tag like de-DE; got " + QuotedText.of(text));
    return null;
  }
}
