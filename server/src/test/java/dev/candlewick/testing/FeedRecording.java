package dev.candlewick.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// The lines that a venue sent in a session, unchanged or disturbed.
///
/// @param lines in the order in which they came
public record FeedRecording(List<String> lines) {
  private static final Pattern RECEIVED = Pattern.compile("\\d+\\.\\d+: (.*)");

  public FeedRecording {
    lines = List.copyOf(lines);
  }

  /// Reads a file of the recorded sessions, `COINBASE.ws.28.0.gz`.
  public static FeedRecording of(String file) {
    Path path = SharedData.required().resolve("ws-recordings").resolve(file);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new FeedRecording(
          text.lines()
              .map(RECEIVED::matcher)
              .filter(Matcher::matches)
              .map(matcher -> matcher.group(1))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the recording without some of its lines.
  public FeedRecording dropping(double part, Random random) {
    return new FeedRecording(lines.stream().filter(line -> random.nextDouble() >= part).toList());
  }

  /// Returns the recording with some of its lines twice.
  public FeedRecording repeating(double part, Random random) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.add(line);
      if (random.nextDouble() < part) all.add(line);
    }
    return new FeedRecording(all);
  }

  /// Returns the recording with some of its lines after their successor.
  public FeedRecording swapping(double part, Random random) {
    List<String> all = new ArrayList<>(lines);
    for (int i = 0; i + 1 < all.size(); i++) {
      if (random.nextDouble() < part) all.set(i, all.set(i + 1, all.get(i)));
    }
    return new FeedRecording(all);
  }
}
