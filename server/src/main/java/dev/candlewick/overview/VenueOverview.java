package dev.candlewick.overview;

import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.follow.VenueFeeds;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.market.Interval;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.listing.InstrumentStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The venues: what they offer, what is used of their budgets, and how their feeds and the poll
/// work.
public final class VenueOverview {
  private final Providers providers;
  private final VenueFeeds feeds;
  private final PricePoll poll;
  private final InstrumentStore instruments;

  /// What a venue does for this server now.
  public enum State {
    OK,
    /// It receives no request for a while: it demands a pause, or is tried again.
    WAITING,
    /// It does not respond properly, or its feed is down.
    DOWN,
    /// Nothing is requested of it now.
    IDLE;

    /// As it is written: `ok`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A venue.
  ///
  /// @param intervals of its candles, the shortest first; empty for a venue without candles
  /// @param maxCandles most candles of an interval that it keeps; null when it keeps all, or has
  ///   none
  /// @param feed null when it has none, or the settings no address for it
  /// @param poll null when its prices are not polled
  public record Row(
      Venue venue,
      State state,
      VenueHealth health,
      List<Interval> intervals,
      @Nullable Integer maxCandles,
      @Nullable FeedHealth feed,
      @Nullable Poll poll) {
    public boolean hasCandles() {
      return !intervals.isEmpty();
    }
  }

  /// The poll of prices.
  ///
  /// @param last end of the last successful round of this process; null before it
  /// @param next null while this process does not poll
  /// @param fault why the last round failed; null when it did not
  /// @param instruments number of polled instruments
  public record Poll(
      @Nullable Instant last, @Nullable Instant next, @Nullable String fault, int instruments) {}

  public VenueOverview(
      Providers providers, VenueFeeds feeds, PricePoll poll, InstrumentStore instruments) {
    this.providers = providers;
    this.feeds = feeds;
    this.poll = poll;
    this.instruments = instruments;
  }

  public List<Row> list() {
    return providers.all().stream().map(this::row).toList();
  }

  private Row row(Venue venue) {
    VenueHealth health = venue.health();
    CandleProvider candles = venue instanceof CandleProvider provider ? provider : null;
    FeedHealth feed =
        venue instanceof FeedProvider provider && provider.hasFeed()
            ? feeds.report(venue.name()).health()
            : null;
    Poll polled = poll.source().equals(venue.name()) ? poll() : null;
    return new Row(
        venue,
        state(health, feed, polled),
        health,
        candles == null ? List.of() : candles.intervals().stream().sorted().toList(),
        candles == null || !candles.keepsLimited() ? null : candles.maxCandles(),
        feed,
        polled);
  }

  private Poll poll() {
    return new Poll(
        poll.state().lastSuccess(),
        poll.nextRound().orElse(null),
        poll.state().fault(),
        instruments.findPolled().size());
  }

  private static State state(VenueHealth health, @Nullable FeedHealth feed, @Nullable Poll polled) {
    return switch (health.state()) {
      case OPEN -> State.DOWN;
      case HALF_OPEN -> State.WAITING;
      case CLOSED -> {
        if (health.retryAt() != null) yield State.WAITING;
        boolean polls = polled != null && polled.next() != null;
        yield ofUse(health.usedWeight() > 0 || polls, feed);
      }
    };
  }

  private static State ofUse(boolean requested, @Nullable FeedHealth feed) {
    if (feed == null || feed.topics() == 0) return requested ? State.OK : State.IDLE;
    return feed.state() == FeedHealth.State.DOWN ? State.DOWN : State.OK;
  }
}
