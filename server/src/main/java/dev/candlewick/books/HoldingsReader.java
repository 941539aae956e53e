package dev.candlewick.books;

import dev.candlewick.ledger.CostMethod;
import dev.candlewick.ledger.Holding;
import dev.candlewick.ledger.Replay;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.portfolio.Price;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the holdings of accounts: the only path from stored transactions to holdings at the latest
/// polled prices, for responses and for streams.
public final class HoldingsReader {
  /// The currency in which holdings are valued.
  static final String QUOTE = "USD";

  private final LedgerStore ledger;
  private final InstrumentStore instruments;
  private final TickStore ticks;

  /// A holding with its names.
  ///
  /// @param coinGeckoId null until a venue lists the instrument; until then it has no price either
  record NamedHolding(Holding holding, String ticker, @Nullable String coinGeckoId) {
    ValuedHolding at(@Nullable Price price) {
      return new ValuedHolding(holding, ticker, coinGeckoId, price);
    }
  }

  /// The holdings of an account by ticker, and the instruments that existed when they were read.
  record Snapshot(List<NamedHolding> holdings, List<InstrumentStore.Row> instruments) {}

  public HoldingsReader(LedgerStore ledger, InstrumentStore instruments, TickStore ticks) {
    this.ledger = ledger;
    this.instruments = instruments;
    this.ticks = ticks;
  }

  /// Returns all holdings of an account at the latest polled prices, by ticker.
  public List<ValuedHolding> all(long accountId) {
    return valueAll(snapshot(accountId).holdings());
  }

  /// Returns the holding that results from these transactions of one asset, at its latest polled
  /// price; empty when there are none.
  public List<ValuedHolding> ofAsset(InstrumentStore.Row row, List<Transaction> transactions) {
    return valueAll(
        replay(
            transactions, holding -> new NamedHolding(holding, row.ticker(), row.coinGeckoId())));
  }

  Snapshot snapshot(long accountId) {
    List<Transaction> transactions = ledger.findAll(accountId);
    // Read after the transactions: an instrument is registered before any account holds it.
    List<InstrumentStore.Row> rows = instruments.list();
    Map<Long, InstrumentStore.Row> byId =
        rows.stream().collect(Collectors.toMap(InstrumentStore.Row::id, Function.identity()));
    List<NamedHolding> held =
        replay(
            transactions,
            holding -> {
              InstrumentStore.Row row = Objects.requireNonNull(byId.get(holding.instrumentId()));
              return new NamedHolding(holding, row.ticker(), row.coinGeckoId());
            });
    return new Snapshot(held, rows);
  }

  private static List<NamedHolding> replay(
      List<Transaction> transactions, Function<Holding, NamedHolding> named) {
    return Replay.of(transactions, CostMethod.AVERAGE).values().stream()
        .map(named)
        .sorted(
            Comparator.comparing(NamedHolding::ticker)
                .thenComparingLong(one -> one.holding().instrumentId()))
        .toList();
  }

  private List<ValuedHolding> valueAll(List<NamedHolding> held) {
    Map<Long, Price> prices =
        latestPrices(held.stream().map(one -> one.holding().instrumentId()).toList());
    return held.stream().map(one -> one.at(prices.get(one.holding().instrumentId()))).toList();
  }

  /// Returns the latest polled price of each of these instruments that has one.
  Map<Long, Price> latestPrices(Collection<Long> instrumentIds) {
    return ticks.findLatest(QUOTE, instrumentIds).stream()
        .collect(
            Collectors.toMap(
                TickStore.Row::instrumentId, row -> new Price(row.price(), row.polledAt())));
  }
}
