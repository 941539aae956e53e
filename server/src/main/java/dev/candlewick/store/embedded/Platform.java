package dev.candlewick.store.embedded;

import java.util.Locale;

/// An operating system and processor, named as in the binaries' archives.
record Platform(String system, String processor) {
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    return new Platform(os.startsWith("mac") ? "darwin" : os.replace(' ', '_'), processor(arch));
  }

  private static String processor(String arch) {
    return switch (arch) {
      case "amd64", "x86_64", "x64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> arch;
    };
  }

  String archive() {
    return "/postgres-" + system + "-" + processor + ".txz";
  }

  boolean isLinux() {
    return system.equals("linux");
  }
}
