package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Verifies that each concept has one word: a role suffix determines the package, and no class has
/// a meaningless name or a synonym.
class NamesTest {
  private static final Pattern EMPTY_NAME =
      Pattern.compile("Abstract[A-Z].*|.*(?:Impl|Manager|Helper|Utils?)");

  /// Second words for candle and instrument. Venues keep the words of their own API.
  private static final Pattern SYNONYM =
      Pattern.compile(".*(?:Kline|(?<!Progress)Bar|Pair)s?(?:[A-Z].*)?");

  private static final Map<String, String> PACKAGE_OF_ROLE =
      Map.of(
          "Store", "store",
          "Api", "api",
          "Provider", "provider",
          "Settings", "settings",
          "Job", "ingest");

  @Test
  void noNameIsMeaningless() {
    assertThat(names(type -> EMPTY_NAME.matcher(type.getSimpleName()).matches())).isEmpty();
  }

  /// `BaseUrl` is a word; an abstract `Base…` is a class to inherit from.
  @Test
  void nothingIsMadeToBeInheritedFrom() {
    assertThat(
            names(type ->
                type.getSimpleName().matches("Base[A-Z].*")
                    && type.getModifiers().contains(JavaModifier.ABSTRACT)))
        .isEmpty();
  }

  @Test
  void noClassHasASecondWordForAThing() {
    assertThat(
            names(type ->
                !CandlewickClasses.slice(type).equals("provider")
                    && SYNONYM.matcher(type.getSimpleName()).matches()))
        .isEmpty();
  }

  @Test
  void aRoleSuffixDeterminesThePackage() {
    PACKAGE_OF_ROLE.forEach((role, home) ->
        assertThat(
                names(type ->
                    type.getSimpleName().endsWith(role)
                        && !CandlewickClasses.slice(type).equals(home)))
            .as("classes called *%s outside %s", role, home)
            .isEmpty());
  }

  private static List<String> names(Predicate<JavaClass> wrong) {
    return CandlewickClasses.ALL.stream().filter(wrong).map(JavaClass::getName).sorted().toList();
  }
}
