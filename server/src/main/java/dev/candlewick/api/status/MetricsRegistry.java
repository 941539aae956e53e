package dev.candlewick.api.status;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The registry of all metrics. Quarkus' own registry would come with a page of metrics without
/// access rules.
@SuppressWarnings("deprecation") // Quarkus ships no newer client of Prometheus.
class MetricsRegistry {
  private static final String PROCESSORS = "system.cpu.count";

  @Produces
  @Singleton
  PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /// Names that `promtool check metrics` accepts: `_count` is reserved for histograms.
  @Produces
  @Singleton
  MeterFilter processors() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(PROCESSORS) ? id.withName("system.cpus") : id;
      }
    };
  }

  /// Counts nanoseconds under their abbreviation; `Metrics` counts seconds.
  @Produces
  @Singleton
  MeterFilter nanoseconds() {
    return MeterFilter.denyNameStartsWith("process.cpu.time");
  }
}
