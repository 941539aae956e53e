package dev.candlewick;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JDK's ahead-of-time cache of this program (JEP 483, 514): the classes that a start loads,
/// linked, with their profiles. With it a start takes half of the time. While there is none, the
/// launcher names its file in the property `candlewick.startup-cache`; the server then has a second
/// process create it, with low priority, some time after its own start.
final class StartupCache implements AutoCloseable {
  static final String PROPERTY = "candlewick.startup-cache";

  private static final String AOT_OPTIONS = "-XX:AOT";
  private static final String OUTPUT_OPTION = "-XX:AOTCacheOutput=";
  private static final Duration DELAY = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Path file;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Process process;

  private StartupCache(Path file, Consumer<String> log) {
    this.file = file;
    this.log = log;
    this.thread = Thread.ofVirtual().name("startup-cache").unstarted(this::run);
  }

  /// Begins to create the cache in the background; returns null when the launcher wants none.
  ///
  /// @param log receives why a cache could not be created
  static @Nullable StartupCache createInBackground(Consumer<String> log) {
    String name = System.getProperty(PROPERTY, "");
    if (name.isEmpty()) return null;
    StartupCache cache = new StartupCache(Path.of(name), log);
    cache.thread.start();
    return cache;
  }

  private void run() {
    try {
      Thread.sleep(DELAY);
      create();
    } catch (InterruptedException e) {
      // The server is being stopped; the next start tries again.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!closed) log.accept("the cache for faster starts was not created: " + e.getMessage());
    }
  }

  private void create() throws IOException, InterruptedException {
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory(directory, "startup-training");
    try {
      Path output = work.resolve("cache");
      String printed = train(output);
      if (!Files.exists(output)) throw new IOException("the training run failed: " + printed);
      Files.move(output, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(work);
    }
  }

  /// Deletes the directory with what the JDK left in it.
  private static void delete(Path work) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(work)) {
      files = all.toList();
    }
    for (Path one : files) Files.delete(one);
    Files.delete(work);
  }

  /// Runs the training process, which writes the cache when it ends; returns what it printed last.
  private String train(Path output) throws IOException, InterruptedException {
    Path printed = output.resolveSibling("log");
    Process started =
        new ProcessBuilder(command(output))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    process = started;
    if (closed || !started.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) stop(started);
    try (Stream<String> lines = Files.lines(printed)) {
      return lines.reduce("", (before, line) -> line);
    }
  }

  /// The command of this process, with the options that decide whether a cache fits.
  private static List<String> command(Path output) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) command.addAll(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.contains(PROPERTY) && !option.startsWith(AOT_OPTIONS))
        .forEach(command::add);
    command.add(OUTPUT_OPTION + output);
    command.addAll(List.of("-jar", System.getProperty("java.class.path"), "train-startup"));
    return command;
  }

  /// Ends the process and the one of the JDK that writes the cache for it, and waits for both.
  private static void stop(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /// Ends the training, if it is under way, and waits until its files are deleted.
  @Override
  public void close() {
    closed = true;
    Process running = process;
    if (running != null) stop(running);
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
