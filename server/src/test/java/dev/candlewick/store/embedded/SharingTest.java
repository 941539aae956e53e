package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves what simultaneous processes see, and what a killed process leaves behind.
class SharingTest {
  @TempDir private Path directory;
  private TestHome home;

  @BeforeEach
  void prepare() throws IOException {
    home = TestHome.in(directory);
  }

  @AfterEach
  void leaveNothingRunning() throws IOException {
    home.close();
  }

  @Test
  void adoptsTheServerOfAProcessThatWasKilled() throws Exception {
    home = TestHome.settled(directory);
    try (ChildProcess child = ChildProcess.start("open", home.path)) {
      String port = child.line();
      long postmaster = home.postmasterPid();
      child.kill();
      try (EmbeddedPostgres postgres = home.open()) {
        assertThat(postgres.pid()).isEqualTo(postmaster);
        assertThat(postgres.port()).isEqualTo(Integer.parseInt(port));
        assertThat(TestHome.query(postgres, "SELECT current_database()")).isEqualTo("candlewick");
      }
      assertThat(home.isStopped()).isTrue();
    }
  }

  @Test
  void keepsTheServerUntilTheLastProcessLeaves() throws Exception {
    home = TestHome.settled(directory);
    try (ChildProcess child = ChildProcess.start("open", home.path)) {
      String port = child.line();
      try (EmbeddedPostgres postgres = home.open()) {
        assertThat(postgres.port()).isEqualTo(Integer.parseInt(port));
        child.leave();
        assertThat(TestHome.query(postgres, "SELECT 1")).isEqualTo("1");
      }
      assertThat(home.isStopped()).isTrue();
    }
  }

  @Test
  void startsOneServerForTwoProcessesAtOnce() throws Exception {
    try (ChildProcess child = ChildProcess.start("open", home.path)) {
      EmbeddedPostgres postgres = home.open();
      assertThat(child.line()).isEqualTo(Integer.toString(postgres.port()));
      postgres.close();
      assertThat(home.isStopped()).isFalse();
      child.leave();
      assertThat(home.isStopped()).isTrue();
    }
  }

  @Test
  void startsNoSecondServerWhileTheOneOfOthersIsNotVisible() throws Exception {
    home = TestHome.settled(directory);
    try (ChildProcess child = ChildProcess.start("use", home.path)) {
      assertThat(child.line()).isEqualTo("used");
      assertThatThrownBy(home::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(home.names().data().toString())
          .extracting(e -> ((StoreException) e).kind())
          .isEqualTo(StoreException.Kind.HELD);
      assertThat(home.isStopped()).isTrue();
      child.leave();
    }
    home.open().close();
  }

  @Test
  void locksAHomeAgainstASecondServerInThisProcess() {
    HomeLock first = HomeLock.take(home.path, "candlewick serve, http://127.0.0.1:8000");
    assertThatThrownBy(() -> HomeLock.take(home.path, "another"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("candlewick serve, http://127.0.0.1:8000")
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    first.close();
    HomeLock next = HomeLock.take(home.path, "the next");
    first.close();
    assertThatThrownBy(() -> HomeLock.take(home.path, "another")).hasMessageContaining("the next");
    next.close();
  }

  @Test
  void namesTheProcessThatHoldsAHomeUntilItIsKilled() throws Exception {
    try (ChildProcess child = ChildProcess.start("lock", home.path)) {
      assertThat(child.line()).isEqualTo("locked");
      assertThatThrownBy(() -> HomeLock.take(home.path, "us"))
          .hasMessageContaining("process " + child.pid() + " (the child)")
          .extracting(e -> ((StoreException) e).kind())
          .isEqualTo(StoreException.Kind.HELD);
      child.kill();
      HomeLock.take(home.path, "us").close();
    }
  }
}
