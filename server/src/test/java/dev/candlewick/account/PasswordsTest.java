package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves the hashes of passwords, and which passwords and usernames are accepted.
class PasswordsTest {
  @Test
  void aHashCarriesItsParametersAndItsOwnSalt() {
    String hash = Passwords.hash("correct horse battery");
    assertThat(hash)
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .isNotEqualTo(Passwords.hash("correct horse battery"));
    assertThat(Passwords.verify("correct horse battery", hash)).isTrue();
    assertThat(Passwords.verify("correct horse batterz", hash)).isFalse();
    assertThat(Passwords.verify("", hash)).isFalse();
    assertThat(Passwords.verify("correct horse battery", Passwords.dummyHash())).isFalse();
    assertThat(Passwords.needsRehash(hash)).isFalse();
  }

  @Test
  void aHashWithOlderParametersStillHoldsAndIsToBeRaised() {
    String old =
        Argon2Function.getInstance(8192, 1, 1, 32, Argon2.ID)
            .hash("naïve".getBytes(StandardCharsets.UTF_8), new byte[16])
            .getResult()
            .replace('\u0131', 'i');
    assertThat(Passwords.verify("nai\u0308ve", old)).isTrue();
    assertThat(Passwords.needsRehash(old)).isTrue();
  }

  @Test
  void aHashIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      String hash = Passwords.hash("correct horse battery");
      assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
      assertThat(Passwords.verify("correct horse battery", hash)).isTrue();
      assertThat(Passwords.needsRehash(hash)).isFalse();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aHashThatAProcessWithATurkishLocaleStoredStillHolds() {
    String stored = Passwords.hash("correct horse battery").replace("argon2id", "argon2\u0131d");
    assertThat(Passwords.verify("correct horse battery", stored)).isTrue();
    assertThat(Passwords.verify("correct horse batterz", stored)).isFalse();
  }

  @Test
  void commonPasswordsAreRefusedInAnyCase() {
    for (String common : new String[] {"password", "PassWord", "12345678", "qwertyuiop"}) {
      assertThat(fault(common)).as(common).contains("commonest");
    }
    assertThat(fault("correct horse battery")).isNull();
  }

  @Test
  void passwordsHave8To128Characters() {
    assertThat(fault("sevench")).contains("8 to 128");
    assertThat(fault("äö".repeat(64))).isNull();
    assertThat(fault("💶€".repeat(64))).isNull();
    assertThat(fault("ä".repeat(129))).contains("8 to 128");
  }

  @Test
  void usernamesAreLettersDigitsUnderscoreAndDashInAnyCase() {
    for (String good : new String[] {"abc", "A-b_9", "x".repeat(50)}) {
      assertThat(AccountRules.usernameError(good)).as(good).isNull();
    }
    for (String bad : new String[] {"ab", "x".repeat(51), "a b c", "ünder", "abc\n", "a\0bc", ""}) {
      assertThat(AccountRules.usernameError(bad)).as(bad).isNotNull();
    }
  }

  private static @Nullable String fault(String password) {
    return AccountRules.passwordError("alice", password);
  }

  @Test
  void aPasswordIsNeitherTheNameNorOneCharacterRepeated() {
    assertThat(AccountRules.passwordError("alice-smith", "ALICE-smith")).contains("the username");
    for (String repeated : List.of("aaaaaaaa", "AaAaAaAa", "💶".repeat(8))) {
      assertThat(fault(repeated)).as(repeated).contains("repeated");
    }
    assertThat(fault("aaaaaaab")).isNull();
  }

  @Test
  void halfOfASurrogatePairIsInNoPassword() {
    assertThat(fault("correct\ud83d horse")).contains("surrogate");
    assertThat(fault("correct\udcb6\ud83d horse")).contains("surrogate");
    String hash = Passwords.hash("correct? horse");
    assertThat(Passwords.verify("correct? horse", hash)).isTrue();
    assertThat(Passwords.verify("correct\ud83d horse", hash)).isFalse();
  }

  @Test
  void namesOfOperatorsCannotBeRegisteredAndNamesOfTheAuditLogNever() {
    for (String name : List.of("admin", "Administrator", "root", "SYSTEM")) {
      assertThat(AccountRules.registrationError(name)).as(name).contains("reserved");
      assertThat(AccountRules.usernameError(name)).as(name).isNull();
    }
    for (String name : List.of("anonymous", "Public")) {
      assertThat(AccountRules.registrationError(name)).as(name).contains("reserved");
      assertThat(AccountRules.usernameError(name)).as(name).contains("reserved");
    }
    assertThat(AccountRules.registrationError("admin2")).isNull();
  }
}
