package dev.candlewick.journal;

/// A change that a position does not admit.
public final class PositionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String fault;

  /// @param field the name of the value at fault, such as `closed_at`
  /// @param fault what is wrong with it
  public PositionException(String field, String fault) {
    super(field + " " + fault);
    this.field = field;
    this.fault = fault;
  }

  public String field() {
    return field;
  }

  public String fault() {
    return fault;
  }
}
