package dev.candlewick.provider;

import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.util.List;

/// A venue that tells its latest prints.
public interface PrintProvider extends Venue {
  /// The newest prints, oldest first, each with the venue's id.
  ///
  /// @param limit most wanted, at least 1; the venue may have fewer
  List<Print> fetchPrints(Symbol symbol, int limit);
}
