package dev.candlewick.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A setting that is set, and its source.
///
/// @param value as it was written; secrets, and secret parts of addresses, are hidden
/// @param source `the environment` or the path of a `.env`
public record SettingOrigin(String key, String value, String source) {
  /// Returns all settings that are set, in the order of `.env.example`. Wrong values are included;
  /// `Settings.read` reports them.
  public static List<SettingOrigin> all(Map<String, String> environment, Path workingDirectory) {
    Path home = Settings.home(environment, workingDirectory);
    Map<String, Map<String, String>> sources = new LinkedHashMap<>();
    sources.put("the environment", environment);
    for (Path file : List.of(workingDirectory.resolve(".env"), home.resolve(".env"))) {
      sources.put(file.toString(), EnvFile.read(file, new ArrayList<>()));
    }
    List<SettingOrigin> origins = new ArrayList<>();
    for (Key key : Key.values()) {
      sources.forEach((source, texts) -> {
        String text = texts.getOrDefault(key.name(), "").strip();
        boolean first = origins.stream().noneMatch(known -> known.key().equals(key.name()));
        if (!text.isEmpty() && first) {
          String shown = key.secret() ? "(hidden)" : SettingsReader.redact(text);
          origins.add(new SettingOrigin(key.name(), shown, source));
        }
      });
    }
    return origins;
  }
}
