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

/// Runs PostgreSQL's programs in `directory` as the user they want.
record Commands(Path programs, Privileges privileges, Path directory) {

  /// How a program ended; `text` is all it printed.
  record Outcome(int exit, String text) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  /// Their own limit ends them; ours is for one that hangs.
  Outcome run(Duration limit, String program, String... arguments) {
    List<String> line = new ArrayList<>(privileges.prefix());
    line.add(programs.resolve(program).toString());
    line.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
      plainEnvironment(builder.environment());
      return await(builder.redirectErrorStream(true).start(), program, limit);
    } catch (IOException e) {
      throw Faults.of("running " + program, e);
    } catch (InterruptedException e) {
      throw Faults.interrupted("running " + program, e);
    }
  }

  /// English messages, because we read them; none of the variables that would redirect PostgreSQL,
  /// and no secrets of ours in its environment.
  private static void plainEnvironment(Map<String, String> environment) {
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

  /// The exit code of a command whose output does not matter.
  static int quietly(List<String> line) throws IOException {
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Faults.interrupted("running " + line, e);
    }
  }
}
