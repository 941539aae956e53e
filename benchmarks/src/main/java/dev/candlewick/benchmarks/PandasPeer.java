package dev.candlewick.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A Python process that does the same work with pandas on request. The environment variable
/// `PEER_PYTHON` names a Python with pandas; without it there is no peer.
final class PandasPeer implements AutoCloseable {
  private static final Path SCRIPT = Path.of("benchmarks", "peers", "pandas_frame.py");

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final String version;

  private PandasPeer(Process process) throws IOException {
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    version = answer();
  }

  /// The result of one request.
  ///
  /// @param value a figure of the result
  record Answer(double cpuMillis, double value) {}

  static Optional<PandasPeer> start() throws IOException {
    String python = System.getenv("PEER_PYTHON");
    if (python == null || python.isEmpty()) return Optional.empty();
    var command = new ProcessBuilder(python, "-B", SCRIPT.toString());
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    return Optional.of(new PandasPeer(command.start()));
  }

  String version() {
    return version;
  }

  Answer ask(String task, int rows, int times) throws IOException {
    questions.write(task + " " + rows + " " + times + "\n");
    questions.flush();
    String[] answer = answer().split(" ", 2);
    return new Answer(Double.parseDouble(answer[0]), Double.parseDouble(answer[1]));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) throw new IOException("the peer " + SCRIPT + " ended");
    return line;
  }
}
