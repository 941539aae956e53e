package dev.candlewick.plot;

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
}
