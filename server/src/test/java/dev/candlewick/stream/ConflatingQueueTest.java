package dev.candlewick.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.stream.ConflatingQueue.Drained;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Proves that of conflated values the newest remains, of lasting ones all in their order, and
/// never more than there is room for.
class ConflatingQueueTest {
  private static final Topic ONE = new Topic.Ticks("ONE");
  private static final Topic TWO = new Topic.Ticks("TWO");

  private static TopicEvent moving(Topic topic, int value) {
    return new TopicEvent(topic, value, false);
  }

  private static TopicEvent lasting(Topic topic, int value) {
    return new TopicEvent(topic, value, true);
  }

  private static List<Object> values(Drained<TopicEvent> drained) {
    return drained.all().stream().map(TopicEvent::value).toList();
  }

  @Test
  void ofMovingValuesOnlyTheNewestIsLeft() {
    ConflatingQueue<TopicEvent> queue = new ConflatingQueue<>(10);
    for (int i = 0; i < 1000; i++) {
      queue.add(moving(ONE, i));
      queue.add(moving(TWO, -i));
    }
    assertThat(queue.size()).isEqualTo(2);
    assertThat(values(queue.drain())).containsExactly(999, -999);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.drain().all()).isEmpty();
  }

  @Test
  void aClosedCandleTakesThePlaceOfTheRunningOneAndIsNeverOverwritten() {
    ConflatingQueue<TopicEvent> queue = new ConflatingQueue<>(10);
    queue.add(moving(ONE, 1));
    queue.add(moving(TWO, 5));
    queue.add(lasting(ONE, 2));
    queue.add(moving(ONE, 3));
    queue.add(moving(ONE, 4));
    assertThat(values(queue.drain())).containsExactly(2, 5, 4);
  }

  @Test
  void beyondTheBoundTheOldestLastingOneIsLostAndCounted() {
    ConflatingQueue<TopicEvent> queue = new ConflatingQueue<>(3);
    queue.add(moving(TWO, 0));
    for (int i = 1; i <= 100; i++) queue.add(lasting(ONE, i));
    queue.add(moving(TWO, -1));
    Drained<TopicEvent> drained = queue.drain();
    assertThat(values(drained)).containsExactlyInAnyOrder(-1, 98, 99, 100);
    assertThat(drained.lost()).isEqualTo(97);
    queue.add(lasting(ONE, 101));
    assertThat(queue.drain().lost()).isZero();
  }

  @Test
  void inEveryOrderOfMixedValuesTheLawsHold() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int most = 1 + random.nextInt(6);
      ConflatingQueue<TopicEvent> queue = new ConflatingQueue<>(most);
      List<Integer> expected = new ArrayList<>();
      int[] newest = {-1, -1, -1};
      int count = random.nextInt(60);
      for (int i = 0; i < count; i++) {
        int topic = random.nextInt(3);
        boolean lasts = random.nextBoolean();
        queue.add(new TopicEvent(new Topic.Ticks("T" + topic), i, lasts));
        newest[topic] = lasts ? -1 : i;
        if (lasts) expected.add(i);
      }
      int lost = Math.max(0, expected.size() - most);
      Drained<TopicEvent> drained = queue.drain();
      List<Object> lasting =
          drained.all().stream().filter(TopicEvent::lasting).map(TopicEvent::value).toList();
      assertThat(lasting).hasSize(expected.size() - lost);
      assertThat(drained.lost()).isEqualTo(lost);
      assertThat(drained.all().stream().filter(one -> !one.lasting()).map(TopicEvent::value))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.of(newest).filter(value -> value >= 0).boxed().toList());
      for (int topic = 0; topic < 3; topic++) {
        Topic one = new Topic.Ticks("T" + topic);
        assertThat(
                drained.all().stream()
                    .filter(happening -> happening.topic().equals(one))
                    .map(happening -> (Integer) happening.value()))
            .isSorted();
      }
    }
  }
}
