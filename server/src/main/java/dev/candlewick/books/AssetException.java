package dev.candlewick.books;

/// A change of an asset that cannot be made.
public final class AssetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// Why an asset cannot be changed.
  public enum Kind {
    /// The account has no such asset.
    ABSENT,
    /// The account has the asset already, or it has other transactions that the change contradicts.
    CONFLICT
  }

  AssetException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
