package dev.candlewick.analytics;

import java.util.Arrays;

/// Moments of the last `window` values of a column, in time that does not grow with the window. NaN
/// at the column's start is skipped; then the first `window - 1` rows are NaN. Row `i` depends on
/// no later row, and on no value that has left the window.
///
/// The column is divided into blocks of `window` values. Every window that ends in a block contains
/// the block's first value, the anchor, a tail of the block before and a head of this one. Sums of
/// differences from the anchor grow from both ends, so nothing is ever subtracted again: a wrong
/// tick has no lasting effect and a large offset costs no digits.
public final class Rolling {
  /// Rows per `finish` call, few enough to stay in the innermost cache.
  private static final int CHUNK = 1024;

  private Rolling() {}

  public static double[] mean(double[] column, int window) {
    return compute(column, window, new Mean(column, window));
  }

  /// Returns the sample standard deviation (n-1).
  public static double[] deviation(double[] column, int window) {
    return compute(column, window, new Deviation(column, window));
  }

  /// Writes the rows of one block.
  private interface Block {
    /// Sums the `window - 1` values before `start`.
    void sumTails(int start);

    /// Writes the rows from `start` to before `end`, for `finish` to complete.
    void writeHeads(int start, int end, double[] out);

    /// Converts the intermediate results to the final values; for many rows per call, so that it
    /// runs as vector instructions however short the blocks are.
    void finish(int start, int end, double[] out);
  }

  private static double[] compute(double[] column, int window, Block block) {
    double[] out = new double[column.length];
    int start = firstKnown(column);
    int first = (int) Math.min((long) start + window - 1, out.length);
    if (first < out.length) {
      block.writeHeads(start, start + window, out);
      int done = first;
      for (int at = first + 1; at < out.length; at += window) {
        block.sumTails(at);
        block.writeHeads(at, Math.min(at + window, out.length), out);
        if (at - done >= CHUNK) {
          block.finish(done, at, out);
          done = at;
        }
      }
      block.finish(done, out.length, out);
    }
    Arrays.fill(out, 0, first, Double.NaN);
    return out;
  }

  private static int firstKnown(double[] column) {
    int at = 0;
    while (at < column.length && Double.isNaN(column[at])) at++;
    return at;
  }

  private static final class Mean implements Block {
    private final double[] column;
    private final int window;

    /// For each row of the block, the sum over the part of its window in the block before.
    private final double[] tail;

    Mean(double[] column, int window) {
      this.column = column;
      this.window = window;
      tail = new double[Math.min(window, column.length)];
    }

    @Override
    public void sumTails(int start) {
      double anchor = column[start];
      double sum = 0;
      for (int i = window - 2; i >= 0; i--) {
        sum += column[start - window + 1 + i] - anchor;
        tail[i] = sum;
      }
    }

    @Override
    public void writeHeads(int start, int end, double[] out) {
      double anchor = column[start];
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += column[i] - anchor;
        out[i] = anchor + (tail[i - start] + sum) / window;
      }
    }

    @Override
    public void finish(int start, int end, double[] out) {}
  }

  private static final class Deviation implements Block {
    private final double[] column;
    private final int window;

    /// As in `Mean`.
    private final double[] tail;

    /// The same for the squares.
    private final double[] tailSquares;

    /// A reciprocal, because a multiplication takes a fraction of the time of a division.
    private final double windowReciprocal;

    private final double sampleReciprocal;

    Deviation(double[] column, int window) {
      this.column = column;
      this.window = window;
      tail = new double[Math.min(window, column.length)];
      tailSquares = new double[tail.length];
      windowReciprocal = 1.0 / window;
      sampleReciprocal = 1.0 / (window - 1);
    }

    @Override
    public void sumTails(int start) {
      double anchor = column[start];
      double sum = 0;
      double squares = 0;
      for (int i = window - 2; i >= 0; i--) {
        double value = column[start - window + 1 + i] - anchor;
        sum += value;
        squares += value * value;
        tail[i] = sum;
        tailSquares[i] = squares;
      }
    }

    @Override
    public void writeHeads(int start, int end, double[] out) {
      double anchor = column[start];
      double sum = 0;
      double squares = 0;
      for (int i = start; i < end; i++) {
        double value = column[i] - anchor;
        sum += value;
        squares += value * value;
        double all = tail[i - start] + sum;
        out[i] = tailSquares[i - start] + squares - all * all * windowReciprocal;
      }
    }

    @Override
    public void finish(int start, int end, double[] out) {
      double factor = sampleReciprocal;
      for (int i = start; i < end; i++) out[i] = Math.sqrt(Math.max(out[i], 0) * factor);
    }
  }
}
