package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that text is the same on a machine with no fonts and no fontconfig: a picture drawn in a
/// process without them equals the one drawn here, byte for byte.
class TypefaceTest {
  private static final String HIDE =
      "for d in /usr/share/fonts /usr/local/share/fonts /etc/fonts /var/cache/fontconfig; do"
          + " if [ -d $d ]; then mount -t tmpfs none $d; fi; done;"
          + " for f in /usr/lib/*/libfontconfig.so*; do"
          + " if [ -e $f ]; then mount --bind /dev/null $f; fi; done; exec \"$@\"";

  @TempDir Path directory;

  @Test
  void aMachineWithoutFontsDrawsTheSamePicture() throws Exception {
    Path there = directory.resolve("there.png");
    String output = draw(there);
    assertThat(there).as(output).exists();
    byte[] here =
        Samples.plot(Samples.walk(100, Samples.HOUR)).picture(PictureOptions.DEFAULT).bytes();
    assertThat(Files.readAllBytes(there)).isEqualTo(here);
    assertThat(directory.resolve("font/DejaVuSans.ttf")).exists();
  }

  /// Runs in namespaces where fonts are hidden, if the kernel permits that; otherwise with
  /// variables that point fontconfig to nothing.
  private String draw(Path picture) throws Exception {
    List<String> command = new ArrayList<>();
    if (mayUnshare()) command.addAll(List.of("unshare", "-rm", "sh", "-c", HIDE, "sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FontlessMain.class.getName(),
            directory.resolve("font").toString(),
            picture.toString()));
    Path log = directory.resolve("log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("FONTCONFIG_FILE", "/dev/null");
    builder.environment().put("FONTCONFIG_PATH", "/nonexistent");
    builder.environment().put("HOME", directory.toString());
    builder.start().waitFor();
    return Files.readString(log);
  }

  private static boolean mayUnshare() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
    } catch (java.io.IOException _) {
      return false;
    }
  }
}
