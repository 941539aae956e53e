package dev.candlewick.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A Python that draws the same panels with matplotlib, warm and waiting for its turn.
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

  /// Null where the variable `PEER_PYTHON` names none.
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

  /// CPU in milliseconds of one picture; the first of a size is drawn twice and told once.
  double draw(int points) throws IOException {
    questions.println(points);
    return Double.parseDouble(answer().split(" ", -1)[0]);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) throw new IOException("the peer has ended; what it said is above");
    return line;
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
