package dev.candlewick.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All settings of the program, read once at the start.
///
/// @param home directory of the program's own data, absolute; need not exist yet
public record Settings(
    HttpSettings http,
    ServerSettings server,
    DatabaseSettings database,
    Path home,
    VenueSettings venues,
    PollSettings polling,
    CandleSettings candles,
    StreamSettings streams) {

  /// Reads the environment, then `.env` of the working directory, then `.env` of the data home; the
  /// first source that sets a key wins. Throws one `SettingsException` with all problems.
  public static Settings read(Map<String, String> environment, Path workingDirectory) {
    var problems = new ArrayList<String>();
    var near = List.of(environment, EnvFile.read(workingDirectory.resolve(".env"), problems));
    Path home = home(new SettingsReader(near, problems), environment, workingDirectory);
    var sources = new ArrayList<>(near);
    sources.add(EnvFile.read(home.resolve(".env"), problems));
    Settings settings = read(new SettingsReader(sources, problems), home);
    if (!problems.isEmpty()) throw new SettingsException(problems);
    return settings;
  }

  /// Returns the data home, whatever other settings are wrong.
  public static Path home(Map<String, String> environment, Path workingDirectory) {
    var problems = new ArrayList<String>();
    var near = List.of(environment, EnvFile.read(workingDirectory.resolve(".env"), problems));
    return home(new SettingsReader(near, problems), environment, workingDirectory);
  }

  private static Settings read(SettingsReader reader, Path home) {
    return new Settings(
        HttpSettings.read(reader),
        ServerSettings.read(reader),
        DatabaseSettings.read(reader),
        home,
        VenueSettings.read(reader),
        PollSettings.read(reader),
        CandleSettings.read(reader),
        StreamSettings.read(reader));
  }

  private static Path home(
      SettingsReader reader, Map<String, String> environment, Path workingDirectory) {
    String text = reader.text(Key.CANDLEWICK_HOME);
    boolean below = text.equals("~") || text.startsWith("~/");
    String user = below ? userHome(environment) : "";
    if (below && user.isEmpty()) {
      reader.addProblem(Key.CANDLEWICK_HOME, "must be set: this user has no home directory");
    }
    String path = below ? user + text.substring(1) : text;
    return workingDirectory.resolve(path).toAbsolutePath().normalize();
  }

  /// Returns an empty text for a user that is known by number only and has no `HOME`.
  private static String userHome(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return home.equals("?") ? "" : home;
  }
}
