package dev.candlewick.api.status;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.market.FeedView;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.loop.LoopReport;
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
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whether this node lives, and whether it can work. A venue that is down degrades it, no more.
@Access(anonymous = Anonymous.ANYONE)
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

  /// The whole answer.
  ///
  /// @param status `ok`, `degraded` or `down`
  /// @param revisions what venues have changed in what was stored as final: told, and no trouble of
  ///   the server; null when the database is down
  /// @param loops what works in the background, and whether its last turn failed
  public record Health(
      String status,
      boolean live,
      boolean ready,
      String database,
      List<Venue> venues,
      List<FeedView> feeds,
      PollingView polling,
      RevisionStore.@Nullable Revisions revisions,
      List<LoopReport> loops) {}

  /// A venue's part.
  ///
  /// @param circuit `closed`, `half_open` or `open`; `unknown` while the database does not say
  /// @param retryAt when it will be asked again; null when it may be asked now
  public record Venue(
      String venue,
      String circuit,
      int usedWeight,
      int weightLimit,
      @Nullable String retryAt,
      @Nullable String fault) {
    static Venue of(VenueHealth health) {
      return new Venue(
          health.venue(),
          health.state().name().toLowerCase(Locale.ROOT),
          health.usedWeight(),
          health.weightLimit(),
          health.retryAt() == null ? null : health.retryAt().toString(),
          health.fault());
    }

    static Venue unknown(String venue) {
      return new Venue(venue, "unknown", 0, 0, null, "the database does not say");
    }

    private boolean degraded() {
      return !circuit.equals("closed") || retryAt != null;
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
      summary = "Health of the server, its database and its venues",
      description =
          "503 when the database does not respond; a venue or a wanted feed that is down, or prices"
              + " that cannot be polled, are degraded, 200. A coin whose price cannot be is left out of"
              + " the poll and named.")
  public Response health() {
    return database.onHealthConnection(this::read);
  }

  private Response read() {
    PollingView polling = PollingView.of(poll);
    List<FeedView> feedViews = feeds.reports().stream().map(FeedView::of).toList();
    List<LoopReport> loops = LoopReport.all();
    if (!isDatabaseUp()) {
      return down(
          new Health("down", true, false, "down", List.of(), feedViews, polling, null, loops));
    }
    List<Venue> venues = providers.all().stream().map(HealthApi::venue).toList();
    boolean degraded =
        venues.stream().anyMatch(Venue::degraded)
            || feedViews.stream().anyMatch(FeedView::degraded)
            || polling.fault() != null
            || loops.stream().anyMatch(loop -> loop.running() && loop.fault() != null);
    String status = degraded ? "degraded" : "ok";
    return Response.ok(
            new Health(
                status, true, true, "ok", venues, feedViews, polling, readRevisions(), loops))
        .build();
  }

  /// What is known of a venue is in the database too, and a table of it may be locked.
  private static Venue venue(dev.candlewick.provider.Venue venue) {
    try {
      return Venue.of(venue.health());
    } catch (StoreException e) {
      LOG.warnf("health: %s", e.getMessage());
      return Venue.unknown(venue.name());
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
  @Operation(summary = "Whether the process lives")
  public Response live() {
    return Response.ok(new Status("ok")).build();
  }

  @GET
  @Path("/ready")
  @Operation(summary = "Whether requests can be answered")
  public Response ready() {
    return database.onHealthConnection(this::isDatabaseUp)
        ? Response.ok(new Status("ok")).build()
        : down(new Status("down"));
  }

  /// A one-word answer.
  public record Status(String status) {}

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
