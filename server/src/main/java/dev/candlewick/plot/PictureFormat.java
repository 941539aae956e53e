package dev.candlewick.plot;

/// What a picture is written as.
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
