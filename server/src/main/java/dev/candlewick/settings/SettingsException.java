package dev.candlewick.settings;

import java.util.List;

/// All problems of the settings in one exception. Each problem reads `KEY: what was wrong (value)`;
/// a secret value is never part of it.
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String[] problems;

  public SettingsException(List<String> problems) {
    super("The settings cannot be used:\n  " + String.join("\n  ", problems));
    this.problems = problems.toArray(String[]::new);
  }

  public List<String> problems() {
    return List.of(problems);
  }
}
