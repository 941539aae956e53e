package dev.candlewick.provider;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.Optional;

/// A venue that can offer a live feed.
public interface FeedProvider extends Venue {
  /// Whether the settings contain an address for its feed.
  default boolean hasFeed() {
    return true;
  }

  /// Returns whether its feed offers this topic; false for all when the settings contain no address
  /// for it.
  boolean supports(FeedTopic topic);

  /// Opens a feed for this listener; empty when the settings contain no address for it.
  Optional<Feed> openFeed(FeedListener listener);

  /// Fetches prints that a feed has lost: those with numbers between two others, oldest first.
  /// Returns one page; the next begins after its last print. Empty when the venue has none of them.
  ///
  /// @param after the last print known before the loss; it must have a number
  /// @param before the end of the range of numbers, exclusive
  List<Print> fetchMissedPrints(Symbol symbol, Print after, long before);
}
