package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillReport;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Market;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private static final int MAX_SERIES = 500;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  private final BackfillStore backfills;
  private final BackfillRequests requests;
  private final Providers providers;
  private final Symbols symbols;
  private final InstantSource clock;

  public BackfillApi(
      BackfillStore backfills,
      BackfillRequests requests,
      Providers providers,
      Symbols symbols,
      InstantSource clock) {
    this.backfills = backfills;
    this.requests = requests;
    this.providers = providers;
    this.symbols = symbols;
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
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewBackfill.class);
    CandleProvider provider = provider(reader, body);
    List<Symbol> wanted = provider == null ? List.of() : symbols(reader, body, provider);
    List<Interval> intervals = intervals(reader, body);
    if (provider != null) {
      intervals.forEach(one -> reader.requireOffered(body.pathOf("interval"), provider, one));
    }
    Instant from = time(reader, body, "from", CandleStore.MIN_OPEN_TIME);
    Instant to = time(reader, body, "to", clock.instant().truncatedTo(ChronoUnit.SECONDS));
    if (!from.isBefore(to))
      reader.add(body.pathOf("from"), "must be before the end of the range, " + to);
    boolean follow = body.flag(reader, "follow");
    if (wanted.size() * intervals.size() > MAX_SERIES) {
      reader.add(body.pathOf("symbols"), "and intervals make more than " + MAX_SERIES + " series");
    }
    reader.check();
    if (provider == null) throw new IllegalStateException("unchecked fault");
    Backfill job =
        requests.submit(new Backfill.Request(provider.name(), from, to, follow), wanted, intervals);
    return Response.status(202)
        .location(URI.create("/api/v1/backfills/" + job.id()))
        .entity(BackfillReport.of(job, clock.instant()))
        .build();
  }

  private List<Symbol> symbols(FieldReader reader, JsonBody body, CandleProvider provider) {
    List<String> texts = new ArrayList<>(body.strings(reader, "symbol"));
    texts.addAll(body.strings(reader, "symbols"));
    if (texts.isEmpty()) reader.add(body.pathOf("symbol"), "is required");
    return texts.stream()
        .map(text ->
            reader.resolve(
                body.pathOf("symbol"), text, name -> symbols.market(provider.name(), name)))
        .filter(Objects::nonNull)
        .map(Market::symbol)
        .distinct()
        .toList();
  }

  private static List<Interval> intervals(FieldReader reader, JsonBody body) {
    List<String> texts = new ArrayList<>(body.strings(reader, "interval"));
    texts.addAll(body.strings(reader, "intervals"));
    if (texts.isEmpty()) reader.add(body.pathOf("interval"), "is required");
    return texts.stream()
        .map(text -> reader.interval(body.pathOf("interval"), text))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private @Nullable CandleProvider provider(FieldReader reader, JsonBody body) {
    String name =
        Objects.requireNonNullElse(body.string(reader, "provider"), Providers.DEFAULT_VENUE);
    CandleProvider provider = providers.find(name).orElse(null);
    if (provider == null) {
      reader.add(body.pathOf("provider"), "must be one of " + String.join(", ", providers.names()));
    }
    return provider;
  }

  private static Instant time(
      FieldReader reader, JsonBody body, String name, Instant defaultValue) {
    Instant time = body.optionalTime(reader, name);
    return time == null ? defaultValue : time;
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
    Instant now = clock.instant();
    return backfills.list(most).stream().map(job -> BackfillReport.of(job, now)).toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read the progress of a backfill")
  public BackfillReport get(@RestPath @IdOf("backfill") String id) {
    return BackfillReport.of(find(id), clock.instant());
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
      throw new ApiException(
          ErrorCode.CONFLICT, "Backfill " + job.id() + " is finished: " + job.state().name());
    }
    return BackfillReport.of(find(id), clock.instant());
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
