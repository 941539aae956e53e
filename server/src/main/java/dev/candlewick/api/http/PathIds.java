package dev.candlewick.api.http;

import dev.candlewick.market.QuotedText;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Ids in paths. A text that is not a number is the id of nothing, so it is not found.
public final class PathIds {
  /// Marks a path parameter that is the number of a thing.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  public @interface IdOf {
    /// The thing: `position`.
    String value();
  }

  private PathIds() {}

  /// The number of a path; throws 404 for a text that is none.
  ///
  /// @param what the thing, for the message
  public static long parse(String what, String text) {
    if (!text.matches("[0-9]{1,18}")) throw notFound(what, text);
    return Long.parseLong(text);
  }

  public static ApiException notFound(String what, String id) {
    return ApiException.notFound("There is no " + what + " " + QuotedText.of(id));
  }
}
