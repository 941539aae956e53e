package dev.candlewick.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that cannot be written, with its path and the reason.
final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  OutputException(Path file, String reason, @Nullable Throwable cause) {
    super("cannot write " + file + ": " + reason, cause);
  }
}
