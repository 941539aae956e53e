package dev.candlewick.plot;

import java.nio.file.Files;
import java.nio.file.Path;

/// Draws one picture in a separate process; see `TypefaceTest`.
final class FontlessMain {
  private FontlessMain() {}

  /// Draws the picture; the arguments are the font's directory and the picture's file.
  public static void main(String[] arguments) throws Exception {
    Typeface.setDirectory(Path.of(arguments[0]));
    var plot = Samples.plot(Samples.walk(100, Samples.HOUR));
    Files.write(Path.of(arguments[1]), plot.picture(PictureOptions.DEFAULT).bytes());
  }
}
