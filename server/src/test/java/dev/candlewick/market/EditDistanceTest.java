package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that the distance is the fewest letters to change, add and remove.
class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abcd, 1",
    "abcd, abc, 1",
    "abc, xabc, 1",
    "xabc, abc, 1",
    "abc, abd, 1",
    "abc, xyz, 3",
    "ab, ba, 2",
    "flaw, lawn, 2",
    "kitten, sitting, 3",
    "sitting, kitten, 3",
    "Btc, btc, 1"
  })
  void theDistanceIsTheFewestEdits(String one, String two, int edits) {
    assertThat(EditDistance.distance(one, two)).isEqualTo(edits);
  }
}
