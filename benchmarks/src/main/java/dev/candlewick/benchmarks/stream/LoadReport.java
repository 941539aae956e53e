package dev.candlewick.benchmarks.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.candlewick.benchmarks.Histogram;
import dev.candlewick.benchmarks.Report;
import dev.candlewick.benchmarks.stream.StreamLoad.Outcome;
import dev.candlewick.benchmarks.stream.WatchedProcess.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of a run, as readable text and as JSON.
final class LoadReport {
  private static final double PERCENT = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private final LoadPlan plan;
  private final Outcome outcome;
  private final Tally tally;
  private final List<Long> readers;
  private final Histogram spread;

  LoadReport(LoadPlan plan, Outcome outcome) {
    this.plan = plan;
    this.outcome = outcome;
    this.tally = outcome.tally();
    this.readers = tally.framesByReader.stream().sorted().toList();
    this.spread = tally.spread.between(Math.max(2, readers.size() / 2));
  }

  void print() throws JsonProcessingException {
    connections();
    frames();
    latencies();
    process();
    Report.line("%s", JSON.writeValueAsString(json()));
  }

  private void connections() {
    Report.line(
        "%d of %d clients connected, %d of them to stall; %.0f s measured",
        outcome.connected(), plan.clients(), plan.stalled(), outcome.seconds());
    Report.line("  failures to connect: %s", tally.failures);
    Report.line("  readers the server ended: %s", tally.readersEnded);
    Report.line("  stalled clients, state at the end: %s", tally.stalledEnded);
    Report.line("  close reasons of the server: %s", tally.told);
  }

  private void frames() {
    Report.line(
        "  update frames a second and reader: %.2f least, %.2f median, %.2f most; all together %.0f",
        perSecond(0), perSecond(0.5), perSecond(1), updates() / outcome.seconds());
    Report.line(
        "  %.0f kB/s received; messages %s; pings %d; cursors that decreased %d",
        tally.bytes / outcome.seconds() / 1000, tally.messages, tally.pings, tally.backwards);
  }

  private void latencies() {
    row("every time in an update", tally.updates);
    row("newest time of each frame", tally.frames);
    row("first to last client", spread);
  }

  private static void row(String what, Histogram histogram) {
    Report.line(
        "  %-26s p50 %8.2f ms, p90 %8.2f, p99 %8.2f, max %8.2f (%d)",
        what,
        histogram.millis(0.5),
        histogram.millis(0.9),
        histogram.millis(0.99),
        histogram.millis(1),
        histogram.count());
  }

  private void process() {
    Report.line("  the clients themselves: %.1f %% of a core", percent(outcome.cpuSeconds()));
    for (Sample sample : outcome.samples()) {
      Report.line(
          "  after %5.0f s: server %7.1f s CPU, %6.0f MB resident (at most %.0f), %d connections",
          sample.second(),
          sample.cpuSeconds(),
          sample.megabytes(),
          sample.peakMegabytes(),
          sample.connections());
    }
    Report.line(
        "  server: %.1f %% of a core, %.0f frames a second of its CPU", serverPercent(), perCpu());
  }

  private double percent(double cpuSeconds) {
    return PERCENT * cpuSeconds / outcome.seconds();
  }

  private double serverCpu() {
    List<Sample> samples = outcome.samples();
    return samples.getLast().cpuSeconds() - samples.getFirst().cpuSeconds();
  }

  private double serverPercent() {
    return percent(serverCpu());
  }

  private double perCpu() {
    return serverCpu() > 0 ? updates() / serverCpu() : 0;
  }

  private double updates() {
    return tally.messages.getOrDefault("update", 0L);
  }

  private double perSecond(double share) {
    if (readers.isEmpty()) return 0;
    return readers.get((int) (share * (readers.size() - 1))) / outcome.seconds();
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "url", plan.url().getScheme() + "://" + plan.url().getAuthority() + plan.url().getPath());
    json.put("topics", plan.topics());
    json.put("clients", plan.clients());
    json.put("stalled", plan.stalled());
    json.put("connected", outcome.connected());
    json.put("seconds", outcome.seconds());
    json.put("failures", tally.failures);
    json.put("readers_ended", tally.readersEnded);
    json.put("stalled_ended", tally.stalledEnded);
    json.put("told", tally.told);
    json.put("messages", tally.messages);
    json.put("pings", tally.pings);
    json.put("cursors", tally.spread.cursors());
    json.put("cursors_backwards", tally.backwards);
    json.put(
        "frames_per_reader_second",
        Map.of("min", perSecond(0), "median", perSecond(0.5), "max", perSecond(1)));
    json.put("frames_per_second", updates() / outcome.seconds());
    json.put("bytes_per_second", tally.bytes / outcome.seconds());
    json.put("latency", tally.updates.figures());
    json.put("latency_newest", tally.frames.figures());
    json.put("spread", spread.figures());
    json.put("client_cpu_percent", percent(outcome.cpuSeconds()));
    json.put("server_cpu_percent", serverPercent());
    json.put("frames_per_cpu_second", perCpu());
    json.put("samples", outcome.samples());
    return json;
  }
}
