package dev.candlewick.plot;

/// The format, size and theme of a picture, independent of its content.
///
/// @param width in pixels, 200 to 4000
/// @param height in pixels, 200 to 4000
public record PictureOptions(PictureFormat format, int width, int height, Theme theme) {
  public static final int MIN_SIDE = 200;
  public static final int MAX_SIDE = 4000;
  public static final int DEFAULT_WIDTH = 1200;
  public static final int DEFAULT_HEIGHT = 900;
  public static final PictureOptions DEFAULT =
      new PictureOptions(PictureFormat.PNG, DEFAULT_WIDTH, DEFAULT_HEIGHT, Theme.LIGHT);

  public PictureOptions {
    check("width", width);
    check("height", height);
  }

  private static void check(String side, int pixels) {
    if (pixels < MIN_SIDE || pixels > MAX_SIDE) {
      throw new IllegalArgumentException(
          side + " must be " + MIN_SIDE + " to " + MAX_SIDE + " pixels, not " + pixels);
    }
  }
}
