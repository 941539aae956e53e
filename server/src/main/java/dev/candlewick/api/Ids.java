package dev.candlewick.api;

/// Ids in paths: what is none of ours is not found.
final class Ids {
  private Ids() {}

  static long inPath(String what, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unknown(what, text);
    }
  }

  static ApiException unknown(String what, String id) {
    return ApiException.notFound("There is no " + what + " " + Faults.shown(id));
  }
}
