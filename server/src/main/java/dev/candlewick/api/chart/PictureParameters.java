package dev.candlewick.api.chart;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.market.QuotedText;
import dev.candlewick.plot.PictureFormat;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Theme;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The parameters of a picture, as text.
public final class PictureParameters {
  @RestQuery
  @ValuesOf(PictureFormat.class)
  @Parameter(description = "png by default", example = "png")
  @Nullable String format;

  @RestQuery
  @WholeNumber(
      min = PictureOptions.MIN_SIDE,
      max = PictureOptions.MAX_SIDE,
      defaultValue = PictureOptions.DEFAULT_WIDTH)
  @Parameter(description = "Pixels", example = "1200")
  @Nullable String width;

  @RestQuery
  @WholeNumber(
      min = PictureOptions.MIN_SIDE,
      max = PictureOptions.MAX_SIDE,
      defaultValue = PictureOptions.DEFAULT_HEIGHT)
  @Parameter(description = "Pixels", example = "900")
  @Nullable String height;

  @RestQuery
  @ValuesOf(Theme.class)
  @Parameter(description = "The background; light by default", example = "light")
  @Nullable String theme;

  PictureOptions read(FieldReader reader) {
    PictureFormat kind = choice(reader, "query.format", format, PictureFormat.PNG);
    Theme background = choice(reader, "query.theme", theme, Theme.LIGHT);
    return new PictureOptions(
        kind,
        side(reader, "query.width", width, PictureOptions.DEFAULT_WIDTH),
        side(reader, "query.height", height, PictureOptions.DEFAULT_HEIGHT),
        background);
  }

  private static int side(
      FieldReader reader, String field, @Nullable String text, int defaultValue) {
    return (int)
        reader.integer(field, text, defaultValue, PictureOptions.MIN_SIDE, PictureOptions.MAX_SIDE);
  }

  /// A constant by its name in any case; the default when it is absent or wrong.
  static <E extends Enum<E>> E choice(
      FieldReader reader, String field, @Nullable String text, E defaultValue) {
    if (text == null) return defaultValue;
    E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.strip())) return constant;
    }
    List<String> names = Arrays.stream(constants).map(Enum::toString).toList();
    reader.add(
        field, "must be one of " + String.join(", ", names) + "; got " + QuotedText.of(text));
    return defaultValue;
  }

  String key() {
    return format + "\n" + width + "\n" + height + "\n" + theme;
  }
}
