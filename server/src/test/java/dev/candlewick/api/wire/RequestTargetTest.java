package dev.candlewick.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A target has one form, whatever a client writes for it.
class RequestTargetTest {
  @ParameterizedTest
  @CsvSource({
    "/,/",
    "//,/",
    "///a//b,/a//b",
    "/a?b=c%20d,/a?b=c%20d",
    "/a|b,/a%7Cb",
    "/a#b,/a%23b",
    "http://h,/",
    "HTTP://h:1?x=1,/?x=1",
    "https://h//a,/a"
  })
  void hasOneForm(String text, String path) {
    assertThat(RequestTarget.parse(text)).extracting(RequestTarget::path).isEqualTo(path);
  }

  @Test
  void anAbsoluteOneNamesItsHost() {
    assertThat(RequestTarget.parse("http://h:1/a"))
        .extracting(RequestTarget::host)
        .isEqualTo("h:1");
    assertThat(RequestTarget.parse("//h:1/a")).extracting(RequestTarget::host).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "*", "a:80", "/%", "/%4", "/%zz", "/%ff", "/?%c0%80", "ftp://h/a"})
  void aTextThatIsNoTargetIsNotParsed(String text) {
    assertThat(RequestTarget.parse(text)).isNull();
  }
}
