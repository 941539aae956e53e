package dev.candlewick.api.http;

/// Ids in paths: what is none of ours is not found.
public final class PathIds {
  private PathIds() {}

  public static long parse(String what, String text) {
    if (!text.matches("[0-9]{1,18}")) throw notFound(what, text);
    return Long.parseLong(text);
  }

  public static ApiException notFound(String what, String id) {
    return ApiException.notFound("There is no " + what + " " + FieldReader.quoted(id));
  }
}
