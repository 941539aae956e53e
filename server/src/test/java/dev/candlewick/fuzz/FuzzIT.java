package dev.candlewick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that every request of one seed has a response in time, and that each rejection states in
/// a problem document what is wrong; `scripts/fuzz` sends more of them.
class FuzzIT {
  private static final int REQUESTS = 600;
  private static final long SEED = 11;

  @TempDir private static Path home;

  @Test
  void randomRequestsNeverFindADefect() throws IOException {
    FuzzReport report = Fuzz.run(home, REQUESTS, SEED);
    assertThat(report.failures()).as(report.toString()).isEmpty();
  }
}
