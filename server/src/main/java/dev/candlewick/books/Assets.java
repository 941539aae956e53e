package dev.candlewick.books;

import dev.candlewick.books.AssetException.Kind;
import dev.candlewick.catalog.NameException;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Actor;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.market.QuotedText;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.LedgerStore.Outcome;
import dev.candlewick.store.listing.InstrumentStore;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An account's assets, replayed from its transactions and valued with the latest polled prices.
public final class Assets {
  private final Symbols symbols;
  private final LedgerStore ledger;
  private final InstrumentStore instruments;
  private final HoldingsReader holdings;
  private final InstantSource clock;

  public Assets(
      Symbols symbols,
      LedgerStore ledger,
      InstrumentStore instruments,
      HoldingsReader holdings,
      InstantSource clock) {
    this.symbols = symbols;
    this.ledger = ledger;
    this.instruments = instruments;
    this.holdings = holdings;
    this.clock = clock;
  }

  /// All of an account, by ticker.
  public List<ValuedHolding> all(long accountId) {
    return holdings.all(accountId);
  }

  /// The one a name means.
  ///
  /// @throws NameException when the account has none or several of the name
  public ValuedHolding get(long accountId, String symbol) {
    InstrumentStore.Row row = find(accountId, symbol);
    return valuedHolding(row, ledger.findByInstrument(accountId, row.id()));
  }

  /// Adds an asset.
  ///
  /// @throws AssetException when the account has it
  public ValuedHolding add(Actor actor, Symbols.HoldingInstrument held, Lot lot) {
    InstrumentStore.Row row =
        held.instrument() == null
            ? instruments.findOrCreate(held.ticker())
            : instruments.findOrCreate(held.instrument());
    LedgerStore.ChangeResult opened = ledger.open(actor, asset(row), lot, clock.instant());
    requireDone(opened.outcome(), row.ticker());
    return valuedHolding(row, opened.transactions());
  }

  /// Replaces the lot of an asset.
  ///
  /// @throws AssetException when the asset has other transactions than its opening
  public ValuedHolding change(Actor actor, String symbol, UnaryOperator<Lot> change) {
    InstrumentStore.Row row = find(actor.accountId(), symbol);
    LedgerStore.ChangeResult changed = ledger.replace(actor, asset(row), change);
    requireDone(changed.outcome(), row.ticker());
    return valuedHolding(row, changed.transactions());
  }

  /// Removes an asset, under the same conditions.
  public void delete(Actor actor, String symbol) {
    InstrumentStore.Row row = find(actor.accountId(), symbol);
    requireDone(ledger.delete(actor, asset(row)).outcome(), row.ticker());
  }

  /// Restores an asset that was deleted within the last seven days, as it was.
  ///
  /// @throws AssetException when none was, or the account has it again
  public ValuedHolding restore(Actor actor, String symbol) {
    Set<Long> known = new HashSet<>(ledger.findRestorable(actor.accountId()));
    known.addAll(ledger.findInstruments(actor.accountId()));
    InstrumentStore.Row row =
        symbols.held(
            instruments.list().stream().filter(one -> known.contains(one.id())).toList(), symbol);
    LedgerStore.ChangeResult restored = ledger.restore(actor, asset(row));
    requireDone(restored.outcome(), row.ticker());
    return valuedHolding(row, restored.transactions());
  }

  private static Asset asset(InstrumentStore.Row row) {
    return new Asset(row.id(), row.ticker());
  }

  private static void requireDone(Outcome outcome, String ticker) {
    switch (outcome) {
      case DONE -> {}
      case ABSENT -> throw notFound(ticker);
      case PRESENT -> throw conflict(ticker + " is there already; PUT or PATCH changes it");
      case HAS_OTHER_TRANSACTIONS ->
          throw conflict(ticker + " has transactions besides its opening; change those instead");
    }
  }

  private static AssetException conflict(String message) {
    return new AssetException(Kind.CONFLICT, message);
  }

  private static AssetException notFound(String symbol) {
    return new AssetException(Kind.ABSENT, "There is no asset " + QuotedText.of(symbol));
  }

  private InstrumentStore.Row find(long accountId, String symbol) {
    Set<Long> held = ledger.findInstruments(accountId);
    return symbols.held(
        instruments.list().stream().filter(row -> held.contains(row.id())).toList(), symbol);
  }

  /// Whether a text is a name of the asset that `symbol` names.
  public boolean isNamed(long accountId, String symbol, String text) {
    return !symbols.matching(List.of(find(accountId, symbol)), text).isEmpty();
  }

  private ValuedHolding valuedHolding(InstrumentStore.Row row, List<Transaction> transactions) {
    return holdings.ofAsset(row, transactions).stream()
        .findFirst()
        .orElseThrow(() -> notFound(row.ticker()));
  }
}
