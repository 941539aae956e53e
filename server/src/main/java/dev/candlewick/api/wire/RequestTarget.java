package dev.candlewick.api.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The target of a request line, as a path and query with only the characters that a URI may have.
///
/// @param host the authority of a target in absolute form, which replaces `Host`; else null
record RequestTarget(String path, @Nullable String host) {
  /// Printable characters that are not valid in a URI; clients such as `curl` send them.
  private static final String UNSAFE = "\"#<>[\\]^`{|}";

  private static final int FIRST_VISIBLE = 0x21;
  private static final int DELETE = 0x7f;
  private static final int HEX = 16;

  /// Reads a target; null when it is not one of this server.
  ///
  /// @param text of the request line, a character for each byte
  static @Nullable RequestTarget parse(String text) {
    if (text.startsWith("/")) return of(text, null);
    String lower = text.toLowerCase(Locale.ROOT);
    int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
    if (scheme == 0) return null;
    int end = scheme;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) end++;
    String rest = text.substring(end);
    return of(rest.startsWith("/") ? rest : "/" + rest, text.substring(scheme, end));
  }

  /// Merges slashes at the start into one: two would begin a host name.
  private static @Nullable RequestTarget of(String path, @Nullable String host) {
    String encoded = encoded(path.replaceFirst("^/+", "/"));
    return isDecodable(encoded) ? new RequestTarget(encoded, host) : null;
  }

  private static String encoded(String text) {
    if (text.chars().noneMatch(RequestTarget::isUnsafe)) return text;
    StringBuilder encoded = new StringBuilder(text.length() + HEX);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c)) encoded.append("%%%02X".formatted((int) c));
      else encoded.append(c);
    }
    return encoded.toString();
  }

  private static boolean isUnsafe(int c) {
    return c < FIRST_VISIBLE || c >= DELETE || UNSAFE.indexOf(c) >= 0;
  }

  /// Whether each `%` begins a byte and all bytes together are UTF-8.
  private static boolean isDecodable(String text) {
    if (text.indexOf('%') < 0) return true;
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        bytes.put((byte) text.charAt(i));
        continue;
      }
      int value = i + 2 < text.length() ? octet(text.charAt(i + 1), text.charAt(i + 2)) : -1;
      if (value < 0) return false;
      bytes.put((byte) value);
      i += 2;
    }
    return isUtf8(bytes.flip());
  }

  private static int octet(char high, char low) {
    int first = Character.digit(high, HEX);
    int second = Character.digit(low, HEX);
    return first < 0 || second < 0 ? -1 : first * HEX + second;
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
