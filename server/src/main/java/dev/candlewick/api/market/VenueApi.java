package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.overview.VenueOverview;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.VenueBudget;
import dev.candlewick.provider.VenueHealth;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The venues and what is used of them.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/venues")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Venues", description = "The exchanges and data services that prices come from")
public final class VenueApi {
  private final VenueOverview overview;
  private final InstantSource clock;

  /// A venue.
  ///
  /// @param name as people write it: `Binance`
  /// @param circuit `open` while no request is sent after many failures
  /// @param used of the current window by all processes of the database
  /// @param limit of a window; null for a venue without one
  /// @param resetsAt the begin of the next window; null while nothing of this one is used
  /// @param retryAt when the next request is sent; null when one may be sent now
  /// @param fault the last error; null after a success
  /// @param intervals of its candles; empty for a venue without candles
  /// @param keeps most candles of an interval that it keeps; null when it keeps all, or has none
  /// @param history `full` or `last 720 candles`; null for a venue without candles
  /// @param feed null when it has none, or the settings no address for it
  /// @param poll null when its prices are not polled
  public record VenueView(
      String venue,
      String name,
      boolean simulated,
      VenueOverview.State state,
      VenueHealth.State circuit,
      int used,
      @Nullable Integer limit,
      VenueBudget.Unit unit,
      long windowSeconds,
      @Nullable Instant resetsAt,
      @Nullable Instant retryAt,
      @Nullable String fault,
      List<Interval> intervals,
      @Nullable Integer keeps,
      @Nullable String history,
      @Nullable VenueFeedView feed,
      @Nullable VenuePollView poll) {
    private static VenueView of(VenueOverview.Row row, Instant now) {
      VenueHealth health = row.health();
      VenueBudget budget = health.budget();
      return new VenueView(
          row.venue().name(),
          row.venue().displayName(),
          row.venue().name().equals(Series.SIMULATED),
          row.state(),
          health.state(),
          budget.used(),
          budget.isLimited() ? budget.limit() : null,
          budget.unit(),
          budget.window().toSeconds(),
          budget.resetsIn() == null ? null : now.plus(budget.resetsIn()),
          health.retryAt(),
          health.reason().orElse(null),
          row.intervals(),
          row.maxCandles(),
          history(row),
          VenueFeedView.of(row.feed()),
          VenuePollView.of(row.poll()));
    }

    private static @Nullable String history(VenueOverview.Row row) {
      if (!row.hasCandles()) return null;
      return row.maxCandles() == null ? "full" : "last " + row.maxCandles() + " candles";
    }
  }

  /// The feed of a venue.
  ///
  /// @param topics the number of subscriptions
  /// @param lastMessage null before the first message
  /// @param latencyMillis from the venue's event to its arrival, the median of the newest messages;
  ///   null when not known
  public record VenueFeedView(
      FeedHealth.State state,
      int topics,
      @Nullable Instant lastMessage,
      @Nullable Long latencyMillis,
      @Nullable String fault) {
    private static @Nullable VenueFeedView of(@Nullable FeedHealth feed) {
      if (feed == null) return null;
      Duration latency = feed.latency();
      return new VenueFeedView(
          feed.state(),
          feed.topics(),
          feed.lastMessage(),
          latency == null ? null : latency.toMillis(),
          feed.fault());
    }
  }

  /// The poll of the prices of a venue.
  ///
  /// @param last the end of the last successful round of this process; null before it
  /// @param next null while this process does not poll
  /// @param instruments the number of polled instruments
  public record VenuePollView(
      @Nullable Instant last, @Nullable Instant next, @Nullable String fault, int instruments) {
    private static @Nullable VenuePollView of(VenueOverview.@Nullable Poll poll) {
      return poll == null
          ? null
          : new VenuePollView(poll.last(), poll.next(), poll.fault(), poll.instruments());
    }
  }

  public VenueApi(VenueOverview overview, InstantSource clock) {
    this.overview = overview;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "List the venues: what they offer, and what is used of their budgets",
      description =
          "A venue is ok, waiting (it demands a pause, or is tried again), down, or idle when nothing"
              + " is requested of it now.")
  public List<VenueView> list() {
    Instant now = clock.instant();
    return overview.list().stream().map(row -> VenueView.of(row, now)).toList();
  }
}
