package dev.candlewick.plot;

import java.util.Locale;

/// The file format of a picture.
public enum PictureFormat {
  PNG("image/png"),
  SVG("image/svg+xml");

  private final String mediaType;

  PictureFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /// As it is written: `png`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
