package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Proves that names are found in any case, and which names count as similar: those that begin
/// alike from three letters on, and those within one edit per three letters of the text.
class NameIndexTest {
  private static NameIndex<String> index(String... names) {
    return NameIndex.of(List.of(names), Stream::of);
  }

  private static Stream<String> near(NameIndex<String> index, String text) {
    return index.near(text).map(NameIndex.Near::entry);
  }

  @Test
  void aNameIsFoundInAnyCaseAndWithSpacesAround() {
    NameIndex<String> index = index("Bitcoin", "BITCOIN", "Ether");
    assertThat(index.find(" bitCOIN ")).containsExactly("Bitcoin", "BITCOIN");
    assertThat(index.find("bit")).isEmpty();
  }

  @Test
  void anIndexHasOnlyItsOwnNames() {
    NameIndex<String> index = index("Bitcoin");
    assertThat(index.has(" BITCOIN ")).isTrue();
    assertThat(index.has("Ether")).isFalse();
  }

  @Test
  void aNearNameComesWithItsDistance() {
    assertThat(index("abcdef").near("abcdxy")).containsExactly(new NameIndex.Near<>(2, "abcdef"));
  }

  @Test
  void twoOtherLettersInSixAreNearAndThreeAreNot() {
    assertThat(near(index("abxyef", "axyzef"), "abcdef")).containsExactly("abxyef");
  }

  @Test
  void aNameTwoLettersShorterThanSixIsNearAndThreeShorterIsNot() {
    assertThat(near(index("cdef", "def"), "abcdef")).containsExactly("cdef");
  }

  @Test
  void lettersInAnotherOrderAreAsFarAsTheirEdits() {
    assertThat(near(index("bacdef", "fedcba"), "abcdef")).containsExactly("bacdef");
  }

  @Test
  void oneEditIsAllowedHoweverShortTheText() {
    assertThat(near(index("ac", "cd"), "ab")).containsExactly("ac");
  }

  @Test
  void aNameThatBeginsWithThreeLettersOfTheTextIsNear() {
    assertThat(near(index("abcdefghij", "xbcdefghij"), "abc")).containsExactly("abcdefghij");
  }

  @Test
  void aNameThatBeginsWithATextOfTwoLettersIsNotNear() {
    assertThat(near(index("abcdefghij"), "ab")).isEmpty();
  }

  @Test
  void aNameOfThreeLettersWithWhichTheTextBeginsIsNear() {
    assertThat(near(index("abc", "ab", "abx"), "abcdefghij")).containsExactly("abc");
  }
}
