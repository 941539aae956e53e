package dev.candlewick.plot;

import java.awt.geom.Path2D;
import java.util.Arrays;

/// The envelope of a line that goes up and down many times within each pixel: the band it covers.
/// It looks the same and costs a fraction of stroking the line.
final class Envelope {
  /// A line covers its columns when it has more points than this for each of them and this many
  /// pixels of vertical movement in each.
  private static final double MIN_POINTS_PER_COLUMN = 2.5;

  private static final double MIN_TRAVEL_PER_COLUMN = 6;

  private final Area area;
  private final double half;
  private final double[] top;
  private final double[] bottom;

  private Envelope(Area area, double thickness) {
    this.area = area;
    half = thickness / 2;
    int columns = (int) Math.ceil(area.pixels().getWidth()) + 1;
    top = new double[columns];
    bottom = new double[columns];
    Arrays.fill(top, Double.POSITIVE_INFINITY);
    Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
  }

  static boolean isSuitable(Points points, Area area) {
    double[] values = points.values();
    if (values.length < MIN_POINTS_PER_COLUMN * area.pixels().getWidth()) return false;
    double travel = 0;
    for (int i = 1; i < values.length; i++) {
      double step = Math.abs(values[i] - values[i - 1]);
      if (step > 0) travel += step;
    }
    double pixels = travel * area.pixels().getHeight() / area.value().getLength();
    return pixels > MIN_TRAVEL_PER_COLUMN * area.pixels().getWidth();
  }

  static Path2D of(Points points, Area area, double thickness) {
    var envelope = new Envelope(area, thickness);
    double[] values = points.values();
    double beforeX = Double.NaN;
    double beforeY = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      double x = area.x(points.timeMicros()[i]) - area.pixels().getX();
      double y = area.y(values[i]);
      if (!Double.isNaN(y)) {
        envelope.cover(x - envelope.half, y);
        envelope.cover(x + envelope.half, y);
        if (!Double.isNaN(beforeY)) envelope.join(beforeX, beforeY, x, y);
      }
      beforeX = x;
      beforeY = y;
    }
    return envelope.path();
  }

  /// Covers the line between two columns: the whole distance in two neighbours, since the points
  /// that would fill one of them may be in the other.
  private void join(double fromX, double fromY, double toX, double toY) {
    if ((int) toX - (int) fromX == 1) {
      cover(fromX, toY);
      cover(toX, fromY);
      return;
    }
    for (int border = (int) fromX + 1; border <= (int) toX; border++) {
      double y = fromY + (toY - fromY) * (border - fromX) / (toX - fromX);
      cover(border - 0.5, y);
      cover(border + 0.5, y);
    }
  }

  private void cover(double x, double y) {
    int column = Math.clamp((int) x, 0, top.length - 1);
    top[column] = Math.min(top[column], y - half);
    bottom[column] = Math.max(bottom[column], y + half);
  }

  private Path2D path() {
    var path = new Path2D.Double(Path2D.WIND_NON_ZERO, top.length * 4);
    int from = 0;
    while (from < top.length) {
      int to = from;
      while (to < top.length && top[to] <= bottom[to]) to++;
      if (to > from) addSection(path, from, to);
      from = to + 1;
    }
    return path;
  }

  /// Adds one section without a gap: along its upper side and back along the lower.
  private void addSection(Path2D path, int from, int to) {
    double left = area.pixels().getX();
    path.moveTo(left + from, bottom[from]);
    for (int i = from; i < to; i++) {
      path.lineTo(left + i, top[i]);
      path.lineTo(left + i + 1, top[i]);
    }
    for (int i = to - 1; i >= from; i--) {
      path.lineTo(left + i + 1, bottom[i]);
      path.lineTo(left + i, bottom[i]);
    }
    path.closePath();
  }
}
