package dev.candlewick.api;

/// Ids in paths: what is none of ours is not found.
final class Ids {
  private Ids() {}

  static long inPath(String what, String text) {
    if (!text.matches("[0-9]{1,18}")) throw unknown(what, text);
    return Long.parseLong(text);
  }

  static ApiException unknown(String what, String id) {
    return ApiException.notFound("There is no " + what + " " + Faults.shown(id));
  }
}
