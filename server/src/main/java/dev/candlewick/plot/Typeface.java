package dev.candlewick.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The font of all pictures: DejaVu Sans, shipped in the jar, so that a picture looks the same on
/// every machine. AWT fails to start on a Linux without fontconfig and fonts; with a configuration
/// file of its own it needs neither. Both must be files, so both are written to a directory before
/// AWT is first used.
public final class Typeface {
  /// The family's name, by which a reader of an SVG finds it.
  static final String FAMILY = "DejaVu Sans";

  private static final String FONT = "DejaVuSans.ttf";
  private static final String CONFIGURATION = "fontconfig.properties";
  private static final String CONFIGURATION_KEY = "sun.awt.fontconfig";
  private static final String HEADLESS_KEY = "java.awt.headless";
  private static @Nullable Path fontDirectory;

  private Typeface() {}

  /// Sets the directory of the font's files; must be called before the first picture. Without it
  /// they are in a new directory for temporary files.
  public static synchronized void setDirectory(Path directory) {
    fontDirectory = directory;
  }

  static Font sized(float points) {
    return Holder.LOADED.deriveFont(points);
  }

  private static synchronized Path fontDirectory() throws IOException {
    if (fontDirectory == null) {
      fontDirectory = Files.createTempDirectory("candlewick-font");
      fontDirectory.toFile().deleteOnExit();
      for (String file : List.of(FONT, CONFIGURATION))
        fontDirectory.resolve(file).toFile().deleteOnExit();
    }
    return Files.createDirectories(fontDirectory);
  }

  private static Font load() {
    try {
      Path font = fontDirectory().resolve(FONT);
      try (InputStream shipped = Typeface.class.getResourceAsStream(FONT)) {
        write(font, Objects.requireNonNull(shipped, FONT).readAllBytes());
      }
      Path configuration = font.resolveSibling(CONFIGURATION);
      write(configuration, configuration(font).getBytes(StandardCharsets.UTF_8));
      boolean linux = System.getProperty("os.name", "").startsWith("Linux");
      if (linux && System.getProperty(CONFIGURATION_KEY) == null) {
        System.setProperty(CONFIGURATION_KEY, configuration.toString());
      }
      if (System.getProperty(HEADLESS_KEY) == null) System.setProperty(HEADLESS_KEY, "true");
      return Font.createFont(Font.TRUETYPE_FONT, font.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the font of pictures", e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the shipped font is broken", e);
    }
  }

  /// Replaces the file atomically, because another process may be reading it.
  private static void write(Path file, byte[] content) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) return;
    Path part = Files.createTempFile(file.getParent(), "part", null);
    Files.write(part, content);
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Returns AWT's `fontconfig.properties`, which maps every logical font to this one.
  private static String configuration(Path font) {
    var text = new StringBuilder("version=1\n");
    for (String family :
        new String[] {"serif", "sansserif", "monospaced", "dialog", "dialoginput"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        text.append(family).append('.').append(style).append(".latin-1=DejaVu_Sans\n");
      }
    }
    String path = font.toAbsolutePath().toString().replace("\\", "\\\\");
    return text.append("sequence.allfonts=latin-1\n")
        .append("filename.DejaVu_Sans=")
        .append(path)
        .append('\n')
        .toString();
  }

  /// Loads the font once, on first use.
  private static final class Holder {
    private static final Font LOADED = load();
  }
}
