package dev.candlewick.api.market;

import java.util.Locale;

/// Whether a posted row was stored or one with its key was stored before.
public enum PostStatus {
  CREATED,
  EXISTS;

  static PostStatus of(boolean created) {
    return created ? CREATED : EXISTS;
  }

  /// As it is written: `created`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
