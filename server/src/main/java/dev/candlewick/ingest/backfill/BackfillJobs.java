package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;

/// What the edges do with backfills: estimate one, submit it, report on it.
public record BackfillJobs(
    BackfillEstimator estimator, BackfillRequests requests, BackfillReports reports) {
  /// Returns the parts on the same stores and venues.
  ///
  /// @param parallel number of series of a job that are fetched in parallel
  public static BackfillJobs of(Ingest ingest, int parallel) {
    return new BackfillJobs(
        new BackfillEstimator(ingest, parallel),
        new BackfillRequests(ingest),
        new BackfillReports(ingest));
  }
}
