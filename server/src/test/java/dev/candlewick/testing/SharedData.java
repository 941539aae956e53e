package dev.candlewick.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The folder of recorded market data, which lies outside the repository because its licence does
/// not permit shipping it: `SHARED_DATA` names it, else it is `shared/data` next to the checkout.
public final class SharedData {
  private static final String NAME = "SHARED_DATA";

  private SharedData() {}

  /// Returns the folder, or empty when it is not on this machine.
  public static Optional<Path> folder() {
    String named = System.getenv(NAME);
    if (named == null) named = System.getProperty(NAME, "../../shared/data");
    Path folder = Path.of(named).toAbsolutePath().normalize();
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /// Returns the folder; without it the test is skipped, but on the build server it fails.
  public static Path required() {
    return folder().orElseGet(SharedData::absent);
  }

  private static Path absent() {
    String message = "no recorded market data: set " + NAME + " to the folder that has it";
    if ("true".equals(System.getenv("CI"))) return Assertions.fail(message);
    return Assumptions.abort(message);
  }
}
