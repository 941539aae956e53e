package dev.candlewick.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Breaks facts into lines of a given width. The breaks are between facts: a number, a date or `min
/// 1.2825` stays whole. A fact that is wider than a line is broken at its spaces. A word is never
/// broken, but truncated.
final class TextLines {
  static final String SEPARATOR = " · ";
  private static final String ELLIPSIS = "…";

  private final double width;
  private final ToDoubleFunction<String> measure;
  private final List<String> lines = new ArrayList<>();
  private String line = "";

  private TextLines(double width, ToDoubleFunction<String> measure) {
    this.width = width;
    this.measure = measure;
  }

  /// Returns the lines of the facts in order.
  ///
  /// @param most the maximum number of lines; what does not fit is left out, and the last line ends
  ///   with an ellipsis
  static List<String> of(
      List<String> facts, double width, int most, ToDoubleFunction<String> measure) {
    var lines = new TextLines(width, measure);
    for (String fact : facts) lines.add(fact);
    lines.endLine();
    if (lines.lines.size() <= most) return lines.lines;
    List<String> kept = new ArrayList<>(lines.lines.subList(0, most));
    kept.set(most - 1, lines.withEllipsis(kept.get(most - 1)));
    return kept;
  }

  private void add(String fact) {
    if (append(SEPARATOR, fact)) return;
    endLine();
    if (append("", fact)) return;
    for (String word : fact.split(" ", -1)) {
      if (append(" ", word)) continue;
      endLine();
      line = fits(word) ? word : truncate(word);
    }
  }

  private boolean append(String between, String text) {
    String longer = line.isEmpty() ? text : line + between + text;
    if (!fits(longer)) return false;
    line = longer;
    return true;
  }

  private void endLine() {
    if (!line.isEmpty()) lines.add(line);
    line = "";
  }

  private boolean fits(String text) {
    return measure.applyAsDouble(text) <= width;
  }

  /// Returns the line with an ellipsis, for which whole facts make room.
  private String withEllipsis(String full) {
    String kept = full;
    while (!fits(kept + SEPARATOR + ELLIPSIS)) {
      int end = kept.lastIndexOf(SEPARATOR);
      if (end < 0) return truncate(kept);
      kept = kept.substring(0, end);
    }
    return kept + SEPARATOR + ELLIPSIS;
  }

  /// Truncates the text until it fits with an ellipsis.
  private String truncate(String text) {
    int end = text.length();
    while (end > 0 && !fits(text.substring(0, end) + ELLIPSIS)) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
