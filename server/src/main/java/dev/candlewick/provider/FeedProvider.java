package dev.candlewick.provider;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.Optional;

/// A venue that tells what happens as it happens.
public interface FeedProvider extends Venue {
  /// Whether its feed has this.
  boolean supports(FeedTopic topic);

  /// A feed that tells this listener; empty when the settings name no address for it.
  Optional<Feed> openFeed(FeedListener listener);

  /// Prints a feed has lost, asked for one by one: those with ids between two that are known,
  /// oldest first. One page; the next begins after its last. Empty when the venue has none of them.
  ///
  /// @param after the last print known before the loss, with a number
  /// @param before the number of the first print known after it, exclusive
  List<Print> fetchMissedPrints(Symbol symbol, Print after, long before);
}
