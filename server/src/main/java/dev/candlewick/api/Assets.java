package dev.candlewick.api;

import dev.candlewick.account.Caller;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.live.OwnHoldings;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.InstrumentStore;
import dev.candlewick.store.LedgerStore;
import dev.candlewick.store.LedgerStore.Asset;
import dev.candlewick.store.LedgerStore.Lot;
import dev.candlewick.store.LedgerStore.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An account's assets, replayed from its transactions and valued with the latest polled prices.
public final class Assets {
  private final Symbols symbols;
  private final LedgerStore ledger;
  private final InstrumentStore instruments;
  private final OwnHoldings holdings;
  private final InstantSource clock;

  public Assets(
      Symbols symbols,
      LedgerStore ledger,
      InstrumentStore instruments,
      OwnHoldings holdings,
      InstantSource clock) {
    this.symbols = symbols;
    this.ledger = ledger;
    this.instruments = instruments;
    this.holdings = holdings;
    this.clock = clock;
  }

  /// The instrument a write names; any well-formed name is taken.
  Symbols.@Nullable Base symbol(Faults faults, String field, @Nullable String text) {
    return symbols.held(faults, field, text);
  }

  /// All of an account, by ticker.
  List<ValuedHolding> all(long accountId) {
    return holdings.all(accountId);
  }

  /// The one a path names; 404 when the account has none such.
  ValuedHolding one(long accountId, String symbol) {
    Asset asset = named(accountId, symbol);
    return valued(asset, ledger.of(accountId, asset.instrumentId()));
  }

  /// Adds an asset; 409 when the account has it.
  ValuedHolding add(Caller caller, Symbols.Base base, Lot lot) {
    InstrumentStore.Row row =
        base.instrument() == null
            ? instruments.require(base.ticker())
            : instruments.require(base.instrument());
    Asset asset = new Asset(row.id(), row.ticker());
    LedgerStore.Changed opened = ledger.open(caller.actor(), asset, lot, clock.instant());
    done(opened.outcome(), asset.ticker());
    return valued(asset, opened.now());
  }

  /// Replaces an asset's lot; 404 when there is none, 409 when other transactions stand against it.
  ValuedHolding change(Caller caller, String symbol, UnaryOperator<Lot> change) {
    Asset asset = named(caller.accountId(), symbol);
    LedgerStore.Changed changed = ledger.replace(caller.actor(), asset, change);
    done(changed.outcome(), asset.ticker());
    return valued(asset, changed.now());
  }

  /// Removes an asset, under the same conditions.
  void delete(Caller caller, String symbol) {
    Asset asset = named(caller.accountId(), symbol);
    done(ledger.delete(caller.actor(), asset).outcome(), asset.ticker());
  }

  private static void done(Outcome outcome, String ticker) {
    switch (outcome) {
      case DONE -> {}
      case ABSENT -> throw none(ticker);
      case PRESENT ->
          throw new ApiException(
              ErrorCode.CONFLICT, ticker + " is there already; PUT or PATCH changes it");
      case HAS_OTHERS ->
          throw new ApiException(
              ErrorCode.CONFLICT,
              ticker + " has transactions besides its opening; change those instead");
    }
  }

  /// What goes by a name in the registry, else what is listed under it among the assets themselves.
  private Asset named(long accountId, String symbol) {
    Set<Long> held = ledger.instruments(accountId);
    List<InstrumentStore.Row> heldRows =
        instruments.list().stream().filter(row -> held.contains(row.id())).toList();
    Set<Long> meant = symbols.assets(symbol, heldRows);
    if (meant.isEmpty()) throw none(symbol);
    if (meant.size() > 1) {
      throw new ApiException(
          ErrorCode.INVALID_PARAMETER, Faults.shown(symbol) + " is ambiguous among your assets");
    }
    long id = meant.iterator().next();
    return heldRows.stream()
        .filter(row -> row.id() == id)
        .map(row -> new Asset(row.id(), row.ticker()))
        .findFirst()
        .orElseThrow(() -> none(symbol));
  }

  /// Whether a text is a name of the asset a path names.
  boolean isNamed(long accountId, String symbol, String text) {
    Asset asset = named(accountId, symbol);
    List<InstrumentStore.Row> row =
        instruments.list().stream().filter(one -> one.id() == asset.instrumentId()).toList();
    return symbols.assets(text, row).contains(asset.instrumentId());
  }

  private static ApiException none(String symbol) {
    return ApiException.notFound("There is no asset " + Faults.shown(symbol));
  }

  private ValuedHolding valued(Asset asset, List<Transaction> transactions) {
    return holdings.of(asset, transactions).stream()
        .findFirst()
        .orElseThrow(() -> none(asset.ticker()));
  }
}
