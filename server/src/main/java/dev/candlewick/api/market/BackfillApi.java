package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillEstimate;
import dev.candlewick.ingest.backfill.BackfillEstimator;
import dev.candlewick.ingest.backfill.BackfillJobs;
import dev.candlewick.ingest.backfill.BackfillReport;
import dev.candlewick.ingest.backfill.BackfillReports;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.market.QuotedText;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.candle.BackfillStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Backfills: jobs that fetch the past of series.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/backfills")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Backfills", description = "Jobs that fetch the past of series")
public final class BackfillApi {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  private final BackfillStore backfills;
  private final BackfillRequests requests;
  private final BackfillEstimator estimator;
  private final BackfillReports reports;
  private final BackfillOrder.Reader orders;
  private final InstantSource clock;

  public BackfillApi(
      BackfillStore backfills,
      BackfillJobs jobs,
      Providers providers,
      Symbols symbols,
      InstantSource clock) {
    this.backfills = backfills;
    this.requests = jobs.requests();
    this.estimator = jobs.estimator();
    this.reports = jobs.reports();
    this.orders = new BackfillOrder.Reader(providers, symbols);
    this.clock = clock;
  }

  @POST
  @Idempotent
  @RateLimited(RateLimit.FETCH)
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Operation(
      summary = "Start a backfill",
      description =
          "Every symbol at every interval from `from` to `to`. What is stored is not fetched again."
              + " With `follow` the series are kept current from then on.")
  @APIResponse(
      responseCode = "202",
      description = "The backfill that was started",
      headers = @Header(name = "Location", ref = "Location"),
      content = @Content(schema = @Schema(implementation = BackfillReport.class)))
  public Response order(@RequestBodySchema(NewBackfill.class) byte[] bytes) {
    BackfillOrder order = orders.read(bytes, clock.instant());
    return started(requests.submit(order.request(), order.symbols(), order.intervals()));
  }

  private Response started(Backfill job) {
    return Response.status(202)
        .location(URI.create("/api/v1/backfills/" + job.id()))
        .entity(reports.of(job))
        .build();
  }

  @POST
  @Idempotent
  @RateLimited(RateLimit.FETCH)
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/estimate")
  @Operation(
      summary = "Estimate a backfill, and start none",
      description =
          "The body is that of a new backfill. What is stored, what would be requested, and the time"
              + " that it takes within the venue's budget. Nothing but the venue's listing is requested.")
  public BackfillEstimate estimate(@RequestBodySchema(NewBackfill.class) byte[] bytes) {
    BackfillOrder order = orders.read(bytes, clock.instant());
    return estimator.estimate(order.request(), order.symbols(), order.intervals());
  }

  @POST
  @Idempotent
  @RateLimited(RateLimit.FETCH)
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/{id}/retry")
  @Operation(
      summary = "Start a failed or cancelled backfill again",
      description =
          "A new backfill of the same range, for the series that are not done. What is stored is not"
              + " fetched again. 409 when the backfill has not failed and was not cancelled.")
  @APIResponse(
      responseCode = "202",
      description = "The backfill that was started",
      headers = @Header(name = "Location", ref = "Location"),
      content = @Content(schema = @Schema(implementation = BackfillReport.class)))
  public Response retry(@RestPath @IdOf("backfill") String id) {
    Backfill ended = find(id);
    boolean failed =
        switch (ended.state()) {
          case FAILED, CANCELLED -> true;
          case QUEUED, RUNNING, DONE -> false;
        };
    if (!failed) throw conflict("Backfill " + ended.id() + " is " + ended.state());
    return started(
        requests
            .retry(ended)
            .orElseThrow(
                () -> conflict("Backfill " + ended.id() + " has no series that is not done")));
  }

  private static ApiException conflict(String message) {
    return new ApiException(ErrorCode.CONFLICT, message);
  }

  @GET
  @Operation(summary = "List backfills, newest first")
  public List<BackfillReport> list(
      @RestQuery
          @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = DEFAULT_LIMIT)
          @Parameter(description = "Most rows of the response")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    int most = (int) reader.integer("query.limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
    reader.check();
    return reports.of(backfills.list(most));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read the progress of a backfill")
  public BackfillReport get(@RestPath @IdOf("backfill") String id) {
    return reports.of(find(id));
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Cancel a backfill",
      description = "What is stored stays. 409 when it has ended.")
  @ResponseStatus(202)
  public BackfillReport cancel(@RestPath @IdOf("backfill") String id) {
    Backfill job = find(id);
    if (!backfills.requestCancel(job.id())) {
      throw conflict("Backfill " + job.id() + " is finished: " + job.state().name());
    }
    return reports.of(find(id));
  }

  private Backfill find(String id) {
    try {
      return backfills.find(Long.parseLong(id)).orElseThrow(() -> missing(id));
    } catch (NumberFormatException e) {
      throw missing(id);
    }
  }

  private static ApiException missing(String id) {
    return ApiException.notFound("There is no backfill " + QuotedText.of(id));
  }
}
