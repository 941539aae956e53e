package dev.candlewick.api.http;

/// Ids in paths: what is none of ours is not found.
public final class Ids {
  private Ids() {}

  public static long inPath(String what, String text) {
    if (!text.matches("[0-9]{1,18}")) throw unknown(what, text);
    return Long.parseLong(text);
  }

  public static ApiException unknown(String what, String id) {
    return ApiException.notFound("There is no " + what + " " + Faults.shown(id));
  }
}
