package dev.candlewick.api.chart;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.plot.PictureFormat;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What a picture shall look like, as text.
public final class PictureParameters {
  @RestQuery
  @Parameter(description = "png (default) or svg", example = "png")
  @Nullable String format;

  @RestQuery
  @Parameter(description = "pixels, 200 to 4000, default 1200", example = "1200")
  @Nullable String width;

  @RestQuery
  @Parameter(description = "pixels, 200 to 4000, default 900", example = "900")
  @Nullable String height;

  @RestQuery
  @Parameter(description = "light (default) or dark", example = "light")
  @Nullable String theme;

  PictureOptions read(FieldReader reader) {
    PictureFormat kind = choice(reader, "query.format", format, PictureFormat.PNG);
    Theme background = choice(reader, "query.theme", theme, Theme.LIGHT);
    return new PictureOptions(
        kind,
        side(reader, "query.width", width, PictureOptions.DEFAULT.width()),
        side(reader, "query.height", height, PictureOptions.DEFAULT.height()),
        background);
  }

  private static int side(
      FieldReader reader, String field, @Nullable String text, int defaultValue) {
    return (int)
        reader.integer(field, text, defaultValue, PictureOptions.MIN_SIDE, PictureOptions.MAX_SIDE);
  }

  /// A constant by its name in any case; `otherwise` when absent or wrong.
  static <E extends Enum<E>> E choice(
      FieldReader reader, String field, @Nullable String text, E defaultValue) {
    if (text == null) return defaultValue;
    E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.strip())) return constant;
    }
    List<String> names =
        Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    reader.add(
        field, "must be one of " + String.join(", ", names) + "; got " + FieldReader.quoted(text));
    return defaultValue;
  }

  String key() {
    return format + "\n" + width + "\n" + height + "\n" + theme;
  }
}
