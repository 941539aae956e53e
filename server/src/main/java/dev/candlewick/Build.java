package dev.candlewick;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What the build wrote down about itself.
record Build(String version, String swaggerUi, String redoc) {
  static Build read() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("/candlewick.properties")) {
      if (in == null) throw new IllegalStateException("the build has no candlewick.properties");
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version", "unknown"),
        properties.getProperty("swagger-ui", "unknown"),
        properties.getProperty("redoc", "unknown"));
  }
}
