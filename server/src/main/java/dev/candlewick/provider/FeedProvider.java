package dev.candlewick.provider;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.Optional;

/// A venue with a live feed.
public interface FeedProvider extends Venue {
  /// Whether its feed offers this topic.
  boolean supports(FeedTopic topic);

  /// Opens a feed for this listener; empty when the settings contain no address for it.
  Optional<Feed> openFeed(FeedListener listener);

  /// Fetches prints that a feed has lost: those with ids between two known ones, oldest first.
  /// Returns one page; the next begins after its last print. Empty when the venue has none of them.
  ///
  /// @param after the last print known before the loss, with a number
  /// @param before the number of the first print known after it, exclusive
  List<Print> fetchMissedPrints(Symbol symbol, Print after, long before);
}
