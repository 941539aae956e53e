package dev.candlewick.benchmarks.stream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.candlewick.benchmarks.Arguments;
import dev.candlewick.benchmarks.stream.Progress.Phase;
import dev.candlewick.benchmarks.stream.WatchedProcess.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Connects many clients to a server's stream, some of which stall, and prints what they received,
/// the delays, and the cost of the server's process: readable lines, then one of JSON.
///
/// `--url ws://127.0.0.1:8000/api/v1/stream --topics prints:BTCUSDT --clients 2000
/// --stalled-percent 10 --seconds 300 --pid 4711`; without topics the clients are idle. Names and
/// defaults of all options: `LoadPlan.read`.
public final class StreamLoad {
  private static final double NANOS = 1e9;
  private static final int SPARE_FILES = 200;
  private static final long LONGEST_HANDSHAKES_SECONDS = 60;
  private static final long DRAIN_SECONDS = 5;
  private static final long POLL_MILLIS = 50;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final LoadPlan plan;
  private final Progress progress = new Progress();
  private final List<Future<Tally>> loops = new ArrayList<>();

  private StreamLoad(LoadPlan plan) {
    this.plan = plan;
  }

  public static void main(String[] arguments) throws Exception {
    LoadPlan plan = LoadPlan.read(new Arguments(arguments));
    checkLimit(plan.clients() + SPARE_FILES);
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.threads())) {
      new LoadReport(plan, new StreamLoad(plan).run(threads)).print();
    }
  }

  private static void checkLimit(long files) {
    if (!(SYSTEM instanceof UnixOperatingSystemMXBean unix)) return;
    long limit = unix.getMaxFileDescriptorCount();
    if (limit < files) {
      throw new IllegalStateException(
          "ulimit -n is too low: it is "
              + limit
              + ", these clients need "
              + files
              + " (ulimit -Hn "
              + files
              + " as root, or a LimitNOFILE)");
    }
  }

  /// The outcome of a run.
  ///
  /// @param seconds that were measured
  /// @param cpuSeconds of the clients in that time
  record Outcome(
      Tally tally, int connected, double seconds, double cpuSeconds, List<Sample> samples) {}

  private Outcome run(ExecutorService threads) throws Exception {
    for (int i = 0; i < plan.threads(); i++) {
      loops.add(threads.submit(new ClientLoop(plan, progress, i)));
    }
    try {
      awaitConnections();
      Thread.sleep(plan.warmUp() * 1000L);
      return measure();
    } finally {
      progress.enter(Phase.OVER);
    }
  }

  private void awaitConnections() throws Exception {
    long longest = plan.clients() / plan.perSecond() + LONGEST_HANDSHAKES_SECONDS;
    long until = System.nanoTime() + (long) (longest * NANOS);
    while (progress.settledCount() < plan.clients() && System.nanoTime() < until) {
      pause();
    }
    if (progress.connectedCount() == 0) {
      progress.enter(Phase.OVER);
      throw new IllegalStateException("no client could connect: " + collect().failures);
    }
  }

  private Outcome measure() throws Exception {
    List<Sample> samples = new ArrayList<>();
    WatchedProcess server = new WatchedProcess(plan.pid(), plan.server().getPort());
    samples.add(server.sample(0));
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    progress.enter(Phase.MEASURE);
    for (long next = plan.every(); next < plan.seconds(); next += plan.every()) {
      waitUntil(begin + (long) (next * NANOS));
      samples.add(server.sample(since(begin)));
    }
    waitUntil(begin + (long) (plan.seconds() * NANOS));
    progress.enter(Phase.DRAIN);
    double seconds = since(begin);
    double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / NANOS;
    samples.add(server.sample(seconds));
    if (plan.stalled() > 0) Thread.sleep(DRAIN_SECONDS * 1000);
    progress.enter(Phase.OVER);
    return new Outcome(collect(), progress.connectedCount(), seconds, cpuSeconds, samples);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / NANOS;
  }

  private void waitUntil(long nanos) throws Exception {
    while (System.nanoTime() < nanos) pause();
  }

  /// Waits; throws when a thread of clients has failed.
  private void pause() throws InterruptedException, IOException {
    for (Future<Tally> loop : loops) {
      if (loop.isDone()) throw new IOException("clients ended early", loop.exceptionNow());
    }
    Thread.sleep(POLL_MILLIS);
  }

  private Tally collect() throws InterruptedException, ExecutionException {
    Tally all = new Tally();
    for (Future<Tally> loop : loops) all.add(loop.get());
    return all;
  }
}
