package dev.candlewick.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The recorded market data beside the checkout. Where it is absent its tests say so and are left
/// out; in CI that is a failure.
public final class SharedData {
  private SharedData() {}

  /// The folder, or the end of the test.
  public static Path required() {
    String named = Objects.requireNonNullElse(System.getenv("SHARED_DATA"), "../../shared/data");
    Path folder = Path.of(named).toAbsolutePath().normalize();
    if (Files.isDirectory(folder)) return folder;
    String missing = "no recorded market data at " + folder + "; set SHARED_DATA";
    return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
  }
}
