package dev.candlewick.catalog;

import dev.candlewick.market.Instrument;
import java.util.List;

/// A name of an instrument or a market that means nothing here, or several.
public final class NameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String fieldMessage;
  private final transient List<Instrument> candidates;

  /// What is wrong with a name.
  public enum Kind {
    /// No listing has it.
    UNKNOWN,
    /// Several instruments or markets have it.
    AMBIGUOUS,
    /// It cannot be a name.
    MALFORMED
  }

  /// A fault of a name.
  ///
  /// @param message a whole sentence, which quotes the name
  /// @param fieldMessage the same as what follows the field's name: `must be …`, `is …`
  /// @param candidates the instruments an ambiguous name may mean, the largest first; empty for
  ///   markets
  NameException(Kind kind, String message, String fieldMessage, List<Instrument> candidates) {
    super(message);
    this.kind = kind;
    this.fieldMessage = fieldMessage;
    this.candidates = List.copyOf(candidates);
  }

  /// A fault whose message follows a field's name as well as it stands alone.
  NameException(Kind kind, String message) {
    this(kind, message, message, List.of());
  }

  public Kind kind() {
    return kind;
  }

  public String fieldMessage() {
    return fieldMessage;
  }

  public List<Instrument> candidates() {
    return candidates;
  }
}
