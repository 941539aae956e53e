package dev.candlewick.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Proves that a loop continues whatever its task throws, counts it and reports it; only closing
/// ends it.
class LoopTest {
  private static final Loop.Options QUICK =
      Loop.Options.DEFAULT.withFailurePause(Duration.ofMillis(1));

  private static LoopReport report(String name) {
    return LoopReport.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTaskRunsAgainAfterAnyThrowable() throws InterruptedException {
    List<Throwable> reported = new CopyOnWriteArrayList<>();
    List<Throwable> faults =
        List.of(
            new NumberFormatException("x"),
            new StackOverflowError(),
            new NoClassDefFoundError("x"),
            new InterruptedException("not by close"));
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch survived = new CountDownLatch(1);
    Loop loop =
        new Loop(
            "survivor",
            () -> {
              int turn = turns.getAndIncrement();
              if (turn < faults.size()) throw thrown(faults.get(turn));
              survived.countDown();
              return Duration.ofHours(1);
            },
            fault -> {
              reported.add(fault);
              throw new IllegalStateException("a failing handler does not end the loop");
            },
            QUICK);
    loop.start();
    assertThat(survived.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(reported).containsExactlyElementsOf(faults);
    assertThat(report("survivor").failures()).isEqualTo(2L * faults.size());
    loop.close();
    assertThat(report("survivor").running()).isFalse();
  }

  private static Exception thrown(Throwable fault) {
    if (fault instanceof Error error) throw error;
    return (Exception) fault;
  }

  @Test
  void aFailureIsReportedUntilARunSucceeds() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch repair = new CountDownLatch(1);
    CountDownLatch well = new CountDownLatch(2);
    Loop loop =
        new Loop(
            "patient",
            () -> {
              if (failed.getCount() > 0) throw new IllegalStateException();
              repair.await();
              well.countDown();
              return Duration.ofMillis(1);
            },
            fault -> failed.countDown(),
            QUICK);
    loop.start();
    assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(report("patient"))
        .isEqualTo(new LoopReport("patient", true, 1, "IllegalStateException"));
    repair.countDown();
    assertThat(well.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(report("patient")).isEqualTo(new LoopReport("patient", true, 1, null));
    loop.close();
  }

  @Test
  void anInterruptOfOthersEndsThePauseOnly() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    Loop loop =
        new Loop(
            "interrupted",
            () -> {
              thread.set(Thread.currentThread());
              first.countDown();
              second.countDown();
              return Duration.ofHours(1);
            },
            fault -> {});
    loop.start();
    assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
    thread.get().interrupt();
    assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(report("interrupted").running()).isTrue();
    loop.close();
  }

  @Test
  void aLoopWithACloseTimeoutFinishesItsRunBeforeItCloses() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Loop loop =
        new Loop(
            "gentle",
            () -> {
              begun.countDown();
              Waiting.delay(Duration.ofMillis(300));
              ended.incrementAndGet();
              return Duration.ZERO;
            },
            fault -> {},
            Loop.Options.DEFAULT
                .withCloseTimeout(Duration.ofSeconds(20))
                .withEndAction(ended::incrementAndGet));
    loop.start();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(ended).hasValueGreaterThanOrEqualTo(2);
  }
}
