package dev.candlewick.api.chart;

import dev.candlewick.api.http.Faults;
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

  PictureOptions read(Faults faults) {
    PictureFormat kind = choice(faults, "query.format", format, PictureFormat.PNG);
    Theme background = choice(faults, "query.theme", theme, Theme.LIGHT);
    return new PictureOptions(
        kind,
        side(faults, "query.width", width, PictureOptions.DEFAULT.width()),
        side(faults, "query.height", height, PictureOptions.DEFAULT.height()),
        background);
  }

  private static int side(Faults faults, String field, @Nullable String text, int otherwise) {
    return (int)
        faults.whole(field, text, otherwise, PictureOptions.MIN_SIDE, PictureOptions.MAX_SIDE);
  }

  /// A constant by its name in any case; `otherwise` when absent or wrong.
  static <E extends Enum<E>> E choice(
      Faults faults, String field, @Nullable String text, E otherwise) {
    if (text == null) return otherwise;
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.strip())) return constant;
    }
    List<String> names =
        Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    faults.add(field, "must be one of " + String.join(", ", names) + "; got " + Faults.shown(text));
    return otherwise;
  }

  String key() {
    return format + "\n" + width + "\n" + height + "\n" + theme;
  }
}
