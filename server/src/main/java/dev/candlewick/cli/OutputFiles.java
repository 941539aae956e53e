package dev.candlewick.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Writes the output files of commands.
final class OutputFiles {
  private OutputFiles() {}

  /// Rejects a file that cannot be written, before any work is done for it. Missing directories are
  /// not created.
  static void checkWritable(Path file) throws OutputException {
    if (Files.isDirectory(file)) throw new OutputException(file, "it is a directory", null);
    if (Files.exists(file)) {
      if (!Files.isWritable(file)) {
        throw new OutputException(file, "the file cannot be written to", null);
      }
      return;
    }
    Path directory = nearest(file);
    if (directory == null) return;
    if (!Files.isDirectory(directory)) {
      throw new OutputException(file, directory + " is not a directory", null);
    }
    if (!Files.isWritable(directory)) {
      throw new OutputException(file, "the directory " + directory + " cannot be written to", null);
    }
  }

  /// Writes the file, and creates its missing directories.
  static void write(Path file, byte[] content) throws OutputException {
    try {
      Path directory = file.getParent();
      if (directory != null) Files.createDirectories(directory);
      Files.write(file, content);
    } catch (IOException e) {
      throw new OutputException(file, reason(e), e);
    }
  }

  /// Returns the nearest existing directory above the file.
  private static @Nullable Path nearest(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    while (directory != null && !Files.exists(directory)) directory = directory.getParent();
    return directory;
  }

  private static String reason(IOException fault) {
    if (fault instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (fault instanceof FileSystemException named && named.getReason() != null) {
      return named.getFile() + ": " + named.getReason();
    }
    return String.valueOf(fault.getMessage());
  }
}
