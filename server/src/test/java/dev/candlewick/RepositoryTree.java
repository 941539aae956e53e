package dev.candlewick;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the repository the tests run in, without what builds leave behind. Paths are
/// relative to `root`, with slashes; directories end in one.
record RepositoryTree(Path root, List<String> paths) {
  private static final Set<String> LEFT_OUT = Set.of(".git", "target", "node_modules");

  static RepositoryTree find() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) root = root.getParent();
    var collector = new Collector(root);
    Files.walkFileTree(root, collector);
    return new RepositoryTree(root, List.copyOf(collector.paths));
  }

  /// True when a file or directory of this name, or ending in `/name`, is there.
  boolean holds(String name) {
    return paths.stream().anyMatch(path -> path.equals(name) || path.endsWith("/" + name));
  }

  /// The Markdown of the root and of `docs/`.
  List<String> pages() {
    return paths.stream()
        .filter(path -> path.endsWith(".md"))
        .filter(path -> !path.contains("/") || path.startsWith("docs/"))
        .toList();
  }

  String text(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> paths = new ArrayList<>();

    Collector(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (LEFT_OUT.contains(directory.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      paths.add(relative(directory) + "/");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      paths.add(relative(file));
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }
  }
}
