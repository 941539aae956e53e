package dev.candlewick.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Another process of this program: it opens or locks a data home, reports it in one line and runs
/// until its input ends.
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "lock" -> lock(home);
      case "use" -> use(home);
      default -> open(home);
    }
  }

  private static void lock(Path home) throws IOException {
    try (HomeLock _ = HomeLock.take(home, "the child")) {
      stay("locked");
    }
  }

  /// Acts like a process in another container: it counts as a user, its server is not visible.
  private static void use(Path home) throws IOException {
    try (LockFile users = LockFile.open(new Home(home).users())) {
      stay(users.tryShared() ? "used" : "refused");
    }
  }

  private static void open(Path home) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.open(home, ChildProcess::print)) {
      stay(Integer.toString(postgres.port()));
    }
  }

  private static void print(String line) {
    System.err.println("child: " + line);
  }

  private static void stay(String line) throws IOException {
    System.out.println(line);
    while (System.in.read() >= 0) {}
  }

  static ChildProcess start(String what, Path home) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ChildProcess(
        new ProcessBuilder(
                java, "-cp", classPath, ChildProcess.class.getName(), what, home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String line() throws IOException {
    return output.readLine();
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void leave() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("the child did not end well");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
