package dev.candlewick.api.status;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.market.FeedView;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.loop.LoopReport;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.Database;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.StoreException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The health of this process, its database and its venues. A venue that is down makes it degraded
/// and not down.
@Access(anonymous = Anonymous.ALL)
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operations")
public final class HealthApi {
  private static final Logger LOG = Logger.getLogger(HealthApi.class);

  private final Database database;
  private final Providers providers;
  private final PricePoll poll;
  private final VenueFeeds feeds;
  private final RevisionStore revisions;

  /// How the server or a part of it works.
  public enum HealthState {
    OK,
    DEGRADED,
    DOWN;

    /// As it is written: `ok`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The state of a venue's circuit breaker; unknown while the database is down.
  public enum CircuitState {
    CLOSED,
    HALF_OPEN,
    OPEN,
    UNKNOWN;

    static CircuitState of(VenueHealth.State state) {
      return switch (state) {
        case CLOSED -> CLOSED;
        case HALF_OPEN -> HALF_OPEN;
        case OPEN -> OPEN;
      };
    }

    /// As it is written: `half_open`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The whole response.
  ///
  /// @param database `ok` or `down`
  /// @param revisions what venues have changed of stored closed candles, which is not a fault of
  ///   the server; null when the database is down
  /// @param loops the background loops
  public record Health(
      HealthState status,
      boolean live,
      boolean ready,
      HealthState database,
      List<HealthOfVenue> venues,
      List<FeedView> feeds,
      PollingView polling,
      RevisionStore.@Nullable Revisions revisions,
      List<LoopReport> loops) {}

  /// The health of a venue.
  ///
  /// @param retryAt the time of the next request to it; null when there may be one now
  public record HealthOfVenue(
      String venue,
      CircuitState circuit,
      int usedWeight,
      int weightLimit,
      @Nullable Instant retryAt,
      @Nullable String fault) {
    static HealthOfVenue of(VenueHealth health) {
      return new HealthOfVenue(
          health.venue(),
          CircuitState.of(health.state()),
          health.usedWeight(),
          health.weightLimit(),
          health.retryAt(),
          health.fault());
    }

    static HealthOfVenue unknown(String venue) {
      return new HealthOfVenue(
          venue, CircuitState.UNKNOWN, 0, 0, null, "the database does not say");
    }

    private boolean degraded() {
      return circuit != CircuitState.CLOSED || retryAt != null;
    }
  }

  public HealthApi(
      Database database,
      Providers providers,
      PricePoll poll,
      VenueFeeds feeds,
      RevisionStore revisions) {
    this.database = database;
    this.providers = providers;
    this.poll = poll;
    this.feeds = feeds;
    this.revisions = revisions;
  }

  @GET
  @Operation(
      summary = "Read the health of the server, its database and its venues",
      description =
          "503 when the database is down. A venue or a subscribed feed that is down, or prices that"
              + " cannot be polled, make the state degraded, with 200. A coin whose price is not valid is"
              + " left out of the poll and named.")
  @APIResponse(
      responseCode = "200",
      description = "The server works, all of it or most",
      content = @Content(schema = @Schema(implementation = Health.class)))
  @APIResponse(
      responseCode = "503",
      description = "The database is down",
      headers = @Header(name = "Retry-After", ref = "RetryAfter"),
      content = @Content(schema = @Schema(implementation = Health.class)))
  public Response health() {
    return database.onHealthConnection(this::read);
  }

  private Response read() {
    PollingView polling = PollingView.of(poll);
    List<FeedView> feedViews = feeds.reports().stream().map(FeedView::of).toList();
    List<LoopReport> loops = LoopReport.all();
    if (!isDatabaseUp()) {
      return down(
          new Health(
              HealthState.DOWN,
              true,
              false,
              HealthState.DOWN,
              List.of(),
              feedViews,
              polling,
              null,
              loops));
    }
    List<HealthOfVenue> venues = providers.all().stream().map(HealthApi::venue).toList();
    boolean degraded =
        venues.stream().anyMatch(HealthOfVenue::degraded)
            || feedViews.stream().anyMatch(FeedView::degraded)
            || polling.fault() != null
            || loops.stream().anyMatch(loop -> loop.running() && loop.fault() != null);
    HealthState status = degraded ? HealthState.DEGRADED : HealthState.OK;
    return Response.ok(
            new Health(
                status,
                true,
                true,
                HealthState.OK,
                venues,
                feedViews,
                polling,
                readRevisions(),
                loops))
        .build();
  }

  /// The health of a venue is in the database too, and its table may be locked.
  private static HealthOfVenue venue(Venue venue) {
    try {
      return HealthOfVenue.of(venue.health());
    } catch (StoreException e) {
      LOG.warnf("health: %s", e.getMessage());
      return HealthOfVenue.unknown(venue.name());
    }
  }

  private RevisionStore.@Nullable Revisions readRevisions() {
    try {
      return revisions.read();
    } catch (StoreException e) {
      LOG.warnf("health: %s", e.getMessage());
      return null;
    }
  }

  @GET
  @Path("/live")
  @Operation(summary = "Check that the process runs")
  public Readiness live() {
    return new Readiness(HealthState.OK);
  }

  @GET
  @Path("/ready")
  @Operation(summary = "Check that the server is ready for requests")
  @APIResponse(
      responseCode = "200",
      description = "The server is ready",
      content = @Content(schema = @Schema(implementation = Readiness.class)))
  @APIResponse(
      responseCode = "503",
      description = "The database is down",
      headers = @Header(name = "Retry-After", ref = "RetryAfter"),
      content = @Content(schema = @Schema(implementation = Readiness.class)))
  public Response ready() {
    return database.onHealthConnection(this::isDatabaseUp)
        ? Response.ok(new Readiness(HealthState.OK)).build()
        : down(new Readiness(HealthState.DOWN));
  }

  /// Whether the process runs, or is ready for requests.
  public record Readiness(HealthState status) {}

  private static Response down(Object entity) {
    return Response.status(503).header("Retry-After", "2").entity(entity).build();
  }

  private boolean isDatabaseUp() {
    try {
      database.queryVersion();
      return true;
    } catch (StoreException e) {
      LOG.warnf("health: %s", e.getMessage());
      return false;
    }
  }
}
