package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs PostgreSQL's programs in `directory` as the user they require.
record Commands(Path programs, Privileges privileges, Path directory) {

  private static final Duration STOP_POLL_INTERVAL = Duration.ofMillis(50);
  private static final Duration STOP_GRACE_PERIOD = Duration.ofSeconds(5);

  /// The result of a program; `output` is all it printed.
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /// Runs a step of a start, which ends when this process is stopped.
  Outcome runForStart(Duration limit, String program, String... arguments) {
    return run(ShutdownState::startTracked, limit, program, arguments);
  }

  /// Runs a program to its end, also while this process is being stopped. The program's own limit
  /// ends it; `limit` is for one that hangs.
  Outcome run(Duration limit, String program, String... arguments) {
    return run(ProcessBuilder::start, limit, program, arguments);
  }

  /// Runs the program that starts a server and ends when the server responds. It is not ended when
  /// this process is stopped, because the server would continue to run unattended, but is waited
  /// for only a little longer.
  Outcome runStarter(Duration limit, String program, String... arguments) {
    ShutdownState.throwIfBegun();
    return run(Commands::startAndAwait, limit, program, arguments);
  }

  private static Process startAndAwait(ProcessBuilder program) throws IOException {
    Process process = program.start();
    long stopAfter = Long.MAX_VALUE;
    try {
      while (!process.waitFor(STOP_POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!ShutdownState.hasBegun()) continue;
        if (stopAfter == Long.MAX_VALUE)
          stopAfter = System.nanoTime() + STOP_GRACE_PERIOD.toNanos();
        if (System.nanoTime() > stopAfter) process.destroy();
      }
    } catch (InterruptedException e) {
      throw IoErrors.interrupted("starting PostgreSQL", e);
    }
    return process;
  }

  @FunctionalInterface
  private interface Starter {
    Process start(ProcessBuilder program) throws IOException;
  }

  private Outcome run(Starter starter, Duration limit, String program, String... arguments) {
    List<String> line = new ArrayList<>(privileges.prefix());
    line.add(programs.resolve(program).toString());
    line.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
      sanitizeEnvironment(builder.environment());
      return await(starter.start(builder.redirectErrorStream(true)), program, limit);
    } catch (IOException e) {
      throw IoErrors.translate("running " + program, e);
    } catch (InterruptedException e) {
      throw IoErrors.interrupted("running " + program, e);
    }
  }

  /// Removes the variables that would redirect PostgreSQL and the secrets of this process, and
  /// selects English messages, because the output is parsed.
  private static void sanitizeEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> !name.equals("PATH") && !name.startsWith("LD_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  private static Outcome await(Process process, String program, Duration limit)
      throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new StoreException(
          Kind.UNAVAILABLE, program + " did not finish within " + limit.toSeconds() + " s");
    }
    byte[] printed = process.getInputStream().readAllBytes();
    return new Outcome(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
  }

  /// Returns the exit code of a command whose output does not matter.
  static int runQuietly(List<String> line) throws IOException {
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw IoErrors.interrupted("running " + line, e);
    }
  }
}
