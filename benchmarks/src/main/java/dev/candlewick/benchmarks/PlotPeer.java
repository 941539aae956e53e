package dev.candlewick.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A warm Python process that draws the same panels with matplotlib on request.
final class PlotPeer implements AutoCloseable {
  private static final String SCRIPT = "benchmarks/peers/plot.py";

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  private PlotPeer(String python) throws IOException {
    process =
        new ProcessBuilder(python, SCRIPT).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts the peer; null where the variable `PEER_PYTHON` is not set.
  static @Nullable PlotPeer start() throws IOException {
    String python = System.getenv("PEER_PYTHON");
    if (python == null || python.isBlank()) {
      Report.line("  no peer: PEER_PYTHON names no Python with matplotlib and pandas");
      return null;
    }
    var peer = new PlotPeer(python);
    Report.line("  peer: %s", peer.answer());
    return peer;
  }

  /// Returns the CPU of one picture in milliseconds; the first of a size is drawn twice and
  /// reported once.
  double draw(int points) throws IOException {
    questions.println(points);
    return Double.parseDouble(answer().split(" ", -1)[0]);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) throw new IOException("the peer has ended; its output is above");
    return line;
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
