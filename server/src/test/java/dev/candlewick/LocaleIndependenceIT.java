package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server works where a container puts it: on a read-only file system with a home of its own,
/// and as a user that has a number and no name.
class LocaleIndependenceIT {
  private static final Map<String, String> ALONE =
      Map.of("CRYPTO_API_BASE_URL", "http://127.0.0.1:9", "BINANCE_BASE_URL", "http://127.0.0.1:9");
  private static final int NAMELESS = 54_321;

  @TempDir private Path folder;

  private static boolean works(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static void serves(ServerProcess server) {
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(server.get("/docs").statusCode()).isEqualTo(200);
    assertThat(
            server
                .get("/api/v1/market_chart/?symbol=BTC&currency=usd&days=7&provider=simulated")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .get("/api/v1/market_chart/BTC/usd/plot-enriched?days=7&provider=simulated")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aReadOnlyFileSystemWithAWritableHomeIsEnough() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    String mount =
        "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind / && ! touch /tmp/probe 2>/dev/null";
    boolean may = works("unshare", "--mount", "sh", "-c", mount, home.toString());
    assumeTrue(may, "mounting is not permitted here");
    List<String> before =
        List.of("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", home.toString());
    try (ServerProcess server = ServerProcess.start(before, home, ALONE)) {
      serves(server);
    }
  }

  @Test
  void aUserWithoutANameIsEnough() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    String user = Integer.toString(NAMELESS);
    boolean may =
        works(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + user,
            "--clear-groups",
            "unshare",
            "-U",
            "true");
    assumeTrue(may, "setpriv or unshare -U is not permitted here");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setAttribute(home, "unix:uid", NAMELESS);
    // One that the user may write to, and one that is another's, as a mounted `.env` is.
    Files.setAttribute(Files.createFile(home.resolve("serve.log")), "unix:uid", NAMELESS);
    Files.writeString(home.resolve(".env"), "POLL_INTERVAL=60s\n");
    List<String> before =
        Stream.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups").toList();
    try (ServerProcess server = ServerProcess.start(before, home, ALONE)) {
      serves(server);
    }
    assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(NAMELESS);
  }
}
