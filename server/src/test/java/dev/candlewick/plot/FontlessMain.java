package dev.candlewick.plot;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws one picture in a process of its own; see `TypefaceTest`.
final class FontlessMain {
  private FontlessMain() {}

  /// Takes where the font is kept, and where the picture goes.
  public static void main(String[] arguments) throws Exception {
    Typeface.setDirectory(Path.of(arguments[0]));
    var plot = Samples.plot(Samples.walk(100, Samples.HOUR));
    Files.write(Path.of(arguments[1]), plot.picture(PictureOptions.DEFAULT).bytes());
  }
}
