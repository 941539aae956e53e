package dev.candlewick.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The most common passwords, as zxcvbn ranks them: the first 3000 that are long enough to be
/// accepted otherwise.
final class CommonPasswords {
  private static final String RANKED = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";
  private static final int MAX_PASSWORDS = 3000;
  private static final Set<String> ALL = read();

  private CommonPasswords() {}

  /// Returns whether a password is one of them, in any case.
  static boolean contains(String password) {
    return ALL.contains(password.toLowerCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (InputStream ranked = Objects.requireNonNull(Zxcvbn.class.getResourceAsStream(RANKED));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(ranked, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .filter(line -> line.length() >= AccountRules.MIN_PASSWORD_LENGTH)
          .limit(MAX_PASSWORDS)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
