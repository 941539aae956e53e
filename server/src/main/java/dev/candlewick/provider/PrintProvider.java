package dev.candlewick.provider;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.List;

/// A venue with its latest prints.
public interface PrintProvider extends Venue {
  /// Fetches the newest prints, oldest first, each with the venue's id or, where the venue has
  /// none, one made of its values.
  ///
  /// @param limit the maximum number, at least 1; the venue may have fewer
  List<Print> fetchPrints(Symbol symbol, int limit);
}
