package dev.candlewick.testing;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The raw rows of one series, ascending by open time, stored as one byte array.
final class RecordedRows {
  private static final long LEAST_MICROS = 100_000_000_000_000L;

  private final byte[] text;
  private final int[] starts;
  private final long[] opens;

  private RecordedRows(byte[] text, int[] starts, long[] opens) {
    this.text = text;
    this.starts = starts;
    this.opens = opens;
  }

  static RecordedRows of(List<String> rows) {
    Builder builder = new Builder();
    rows.forEach(builder::add);
    return builder.build();
  }

  /// Reads a gzipped file of one JSON array per line.
  static RecordedRows read(Path file) {
    Builder builder = new Builder();
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) builder.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build();
  }

  /// Returns the oldest rows with `from <= open <= to`, in milliseconds, at most `limit`.
  List<String> oldest(long from, long to, int limit) {
    int first = firstAtOrAfter(from);
    return rows(first, Math.min(first + limit, after(to)));
  }

  /// Returns the newest rows with `open <= to`, at most `limit`, in ascending order.
  List<String> newest(long to, int limit) {
    int end = after(to);
    return rows(Math.max(0, end - limit), end);
  }

  private List<String> rows(int from, int to) {
    List<String> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(new String(text, starts[i], starts[i + 1] - starts[i], StandardCharsets.UTF_8));
    }
    return rows;
  }

  private int after(long millis) {
    return millis == Long.MAX_VALUE ? opens.length : firstAtOrAfter(millis + 1);
  }

  private int firstAtOrAfter(long millis) {
    int found = Arrays.binarySearch(opens, millis);
    return found >= 0 ? found : -found - 1;
  }

  private static long openMillis(String row) {
    String stamp = row.substring(row.indexOf('[') + 1, row.indexOf(',')).strip();
    long time = Long.parseLong(stamp);
    return time >= LEAST_MICROS ? time / 1000 : time;
  }

  private static final class Builder {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int[] starts = new int[1024];
    private long[] opens = new long[1024];
    private int size;

    void add(String row) {
      if (size + 1 >= starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        opens = Arrays.copyOf(opens, size * 2);
      }
      opens[size] = openMillis(row);
      text.writeBytes(row.strip().getBytes(StandardCharsets.UTF_8));
      starts[++size] = text.size();
    }

    RecordedRows build() {
      return new RecordedRows(
          text.toByteArray(), Arrays.copyOf(starts, size + 1), Arrays.copyOf(opens, size));
    }
  }
}
