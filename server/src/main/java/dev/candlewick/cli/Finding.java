package dev.candlewick.cli;

/// One result of `doctor`.
///
/// @param subject what was checked, in a word or two
/// @param detail the state found
/// @param advice what to do about it; empty when there is nothing to do
public record Finding(Level level, String subject, String detail, String advice) {
  /// The severity of a result.
  public enum Level {
    OK,
    /// It works, but not as well as it could.
    WARNING,
    /// It does not work.
    FAILURE
  }

  public static Finding ok(String subject, String detail) {
    return new Finding(Level.OK, subject, detail, "");
  }

  public static Finding warning(String subject, String detail, String advice) {
    return new Finding(Level.WARNING, subject, detail, advice);
  }

  public static Finding failure(String subject, String detail, String advice) {
    return new Finding(Level.FAILURE, subject, detail, advice);
  }
}
