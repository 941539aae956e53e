package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// No two kinds of work take the same advisory lock.
class AdvisoryLockTest {
  @Test
  void everyClassOfLocksHasANumberOfItsOwn() {
    assertThat(Arrays.stream(AdvisoryLock.values()).map(AdvisoryLock::number))
        .doesNotHaveDuplicates();
  }
}
