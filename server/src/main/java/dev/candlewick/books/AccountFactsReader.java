package dev.candlewick.books;

import dev.candlewick.books.AccountFacts.OpenPosition;
import dev.candlewick.books.AccountFacts.Stamp;
import dev.candlewick.books.HoldingsReader.Snapshot;
import dev.candlewick.journal.Position;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.portfolio.Price;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionPage;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the stored data from which the figures of an account are computed.
public final class AccountFactsReader {
  /// The most open positions of an account that are followed; the newest ones.
  static final int MAX_POSITIONS = 1000;

  private static final PositionPage.Request NEWEST =
      PositionPage.Request.newest(null, MAX_POSITIONS);
  private static final PositionFilter OPEN = PositionFilter.ofStatus(Position.Status.OPEN);

  private final HoldingsReader holdings;
  private final PositionStore positions;
  private final Supplier<Listings> listings;

  /// Creates a reader on the stores of holdings and positions.
  ///
  /// @param listings supplies the current listings
  public AccountFactsReader(
      HoldingsReader holdings, PositionStore positions, Supplier<Listings> listings) {
    this.holdings = holdings;
    this.positions = positions;
    this.listings = listings;
  }

  AccountFacts read(long accountId, Stamp asOf) {
    PositionPage<Position> page = positions.page(accountId, OPEN, NEWEST);
    Snapshot snapshot = holdings.snapshot(accountId);
    Map<String, @Nullable String> idByBase = new HashMap<>();
    List<OpenPosition> open =
        page.rows().stream()
            .map(position -> {
              OpenPosition plain = new OpenPosition(position, null);
              if (!plain.inDollars()) return plain;
              String base = position.terms().symbol().base();
              if (!idByBase.containsKey(base)) idByBase.put(base, instrumentId(base));
              return new OpenPosition(position, idByBase.get(base));
            })
            .toList();
    return new AccountFacts(asOf, snapshot.holdings(), open, page.total(), prices(snapshot, open));
  }

  /// Returns the id of the only instrument with a ticker; null when none or several have it.
  private @Nullable String instrumentId(String ticker) {
    return listings.get().instrumentOfTicker(ticker).map(Instrument::id).orElse(null);
  }

  private Map<String, Price> prices(Snapshot snapshot, List<OpenPosition> open) {
    Set<String> wanted = new HashSet<>();
    snapshot.holdings().forEach(held -> addIfPresent(wanted, held.coinGeckoId()));
    open.forEach(one -> addIfPresent(wanted, one.coinGeckoId()));
    Map<Long, String> ids = new HashMap<>();
    for (InstrumentStore.Row row : snapshot.instruments()) {
      String id = row.coinGeckoId();
      if (id != null && wanted.contains(id)) ids.put(row.id(), id);
    }
    Map<Long, Price> latest = holdings.latestPrices(ids.keySet());
    Map<String, Price> prices = new HashMap<>();
    latest.forEach((number, price) -> prices.put(Objects.requireNonNull(ids.get(number)), price));
    return Map.copyOf(prices);
  }

  private static void addIfPresent(Set<String> wanted, @Nullable String id) {
    if (id != null) wanted.add(id);
  }
}
