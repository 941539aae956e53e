package dev.candlewick.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the order of the sources, that all problems are reported together, that insecure settings
/// are rejected beyond loopback, and that nothing prints a secret.
class SettingsTest {
  private static final String STRONG = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  @Test
  void theEnvironmentWinsThenTheWorkingDirectoryThenTheHome() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(directory.resolve(".env"), "CANDLEWICK_HOME=home\nPORT=2\nMAX_CANDLES=2\n");
    Files.writeString(home.resolve(".env"), "PORT=3\nMAX_CANDLES=3\nCOINGECKO_RATE=3\n");
    Settings settings = Settings.read(Map.of("PORT", "1"), directory);
    assertThat(settings.home()).isEqualTo(home);
    assertThat(settings.http().port()).isEqualTo(1);
    assertThat(settings.candles().maxCandles()).isEqualTo(2);
    assertThat(settings.venues().coingecko().requestsPerMinute()).isEqualTo(3);
  }

  @Test
  void allProblemsArriveInOneException() throws IOException {
    Files.writeString(directory.resolve(".env"), "what is this\n");
    var thrown =
        catchThrowableOfType(
            SettingsException.class,
            () -> Settings.read(Map.of("PORT", "x", "MAX_CANDLES", "0"), directory));
    assertThat(thrown.problems())
        .containsExactly(
            directory.resolve(".env") + " line 1: is not KEY=value",
            "PORT: must be a whole number from 0 to 65535 (x)",
            "MAX_CANDLES: must be a whole number from 1 to 100000 (0)");
    assertThat(thrown).hasMessageContaining("PORT").hasMessageContaining("MAX_CANDLES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "candles.example"})
  void beyondLoopbackInsecureSettingsAreRejected(String host) {
    var open = Map.of("HOST", host, "JWT_SECRET", "hunter2", "ANONYMOUS_WRITES", "always");
    assertThat(problems(open))
        .hasSize(2)
        .anyMatch(p -> p.startsWith("JWT_SECRET: must have at least 32 bytes"))
        .anyMatch(p -> p.startsWith("ANONYMOUS_WRITES: is refused") && p.endsWith(" (always)"))
        .noneMatch(p -> p.contains("hunter2"));
  }

  @Test
  void beyondLoopbackSecureOrAcceptedSettingsAreRead() {
    assertThat(read(Map.of("HOST", "0.0.0.0")).http().loopback()).isFalse();
    assertThat(read(Map.of("HOST", "0.0.0.0", "JWT_SECRET", STRONG)).http().jwtSecret())
        .isNotNull();
    var accepted =
        Map.of(
            "HOST", "0.0.0.0",
            "JWT_SECRET", "weak",
            "ANONYMOUS_WRITES", "always",
            "ALLOW_INSECURE", "true");
    assertThat(read(accepted).http().allowInsecure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"})
  void onLoopbackEverythingIsAllowed(String host) {
    var open = Map.of("HOST", host, "JWT_SECRET", "weak", "ANONYMOUS_WRITES", "always");
    assertThat(read(open).http().loopback()).isTrue();
  }

  @Test
  void nothingPrintsASecret() {
    var secrets =
        Map.of(
            "JWT_SECRET", "hunter2",
            "COINGECKO_API_KEY", "hunter2",
            "DATABASE_URL", "postgresql://ada:hunter2@db/c?sslpassword=hunter2",
            "DATABASE_OWNER_URL", "postgresql://owner:hunter2@db/c");
    assertThat(read(secrets).toString()).contains("ada").doesNotContain("hunter2");
  }

  @Test
  void aBlockContainsItsAddressesOnly() {
    AddressRange block = AddressRange.parse("10.1.0.0/15").orElseThrow();
    assertThat(block.contains(InetAddress.ofLiteral("10.0.255.255"))).isTrue();
    assertThat(block.contains(InetAddress.ofLiteral("10.2.0.0"))).isFalse();
    assertThat(block.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(AddressRange.parse("::/0").orElseThrow().contains(InetAddress.ofLiteral("fe80::1")))
        .isTrue();
    assertThat(AddressRange.parse("10.0.0.0/-1")).isEmpty();
  }

  private Settings read(Map<String, String> environment) {
    return Settings.read(environment, directory);
  }

  private List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> read(environment)).problems();
  }
}
