package dev.candlewick.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A report that counts responses by status and keeps the requests that failed.
final class FuzzReport {
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> defects = new ArrayList<>();
  private final List<String> mute = new ArrayList<>();
  private final List<String> hangs = new ArrayList<>();

  void add(FuzzRequest request, FuzzAnswer response) {
    statuses.merge(response.status(), 1, Integer::sum);
    String line = response.status() + " " + response.contentType() + " " + request;
    if (response.isHang()) hangs.add(line);
    else if (response.isDefect()) defects.add(line);
    else if (response.isMute(request.method().equals("HEAD"))) mute.add(line);
  }

  /// Returns the requests that had a 500, an error without a problem document, or no response in
  /// time.
  List<String> failures() {
    List<String> all = new ArrayList<>(defects);
    all.addAll(mute);
    all.addAll(hangs);
    return all;
  }

  @Override
  public String toString() {
    int total = statuses.values().stream().mapToInt(Integer::intValue).sum();
    return "%d requests; 500: %d, errors without a problem document: %d, hangs over %d s: %d; %s"
        .formatted(
            total,
            defects.size(),
            mute.size(),
            FuzzAnswer.LIMIT.toSeconds(),
            hangs.size(),
            statuses);
  }
}
