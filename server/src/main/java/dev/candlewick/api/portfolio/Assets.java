package dev.candlewick.api.portfolio;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Candidate;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.books.OwnHoldings;
import dev.candlewick.identity.Caller;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.LedgerStore.Outcome;
import dev.candlewick.store.listing.InstrumentStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  Symbols.@Nullable Held symbol(Faults faults, String field, @Nullable String text) {
    return symbols.held(faults, field, text);
  }

  /// All of an account, by ticker.
  List<ValuedHolding> all(long accountId) {
    return holdings.all(accountId);
  }

  /// The one a path names; 404 when the account has none such.
  ValuedHolding one(long accountId, String symbol) {
    InstrumentStore.Row row = named(accountId, symbol);
    return valued(row, ledger.of(accountId, row.id()));
  }

  /// Adds an asset; 409 when the account has it.
  ValuedHolding add(Caller caller, Symbols.Held held, Lot lot) {
    InstrumentStore.Row row =
        held.instrument() == null
            ? instruments.require(held.ticker())
            : instruments.require(held.instrument());
    LedgerStore.Changed opened = ledger.open(caller.actor(), asset(row), lot, clock.instant());
    done(opened.outcome(), row.ticker());
    return valued(row, opened.now());
  }

  /// Replaces an asset's lot; 404 when there is none, 409 when other transactions stand against it.
  ValuedHolding change(Caller caller, String symbol, UnaryOperator<Lot> change) {
    InstrumentStore.Row row = named(caller.accountId(), symbol);
    LedgerStore.Changed changed = ledger.replace(caller.actor(), asset(row), change);
    done(changed.outcome(), row.ticker());
    return valued(row, changed.now());
  }

  /// Removes an asset, under the same conditions.
  void delete(Caller caller, String symbol) {
    InstrumentStore.Row row = named(caller.accountId(), symbol);
    done(ledger.delete(caller.actor(), asset(row)).outcome(), row.ticker());
  }

  private static Asset asset(InstrumentStore.Row row) {
    return new Asset(row.id(), row.ticker());
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

  /// The one of the account's assets that a name means. A ticker that several of them have decides
  /// nothing; one that none of them has means none, whatever else is held.
  private InstrumentStore.Row named(long accountId, String symbol) {
    Set<Long> held = ledger.instruments(accountId);
    List<InstrumentStore.Row> rows =
        instruments.list().stream().filter(row -> held.contains(row.id())).toList();
    List<InstrumentStore.Row> meant = symbols.among(rows, symbol);
    if (meant.isEmpty()) throw none(symbol);
    if (meant.size() > 1) {
      throw ApiException.ambiguous(
          Faults.shown(symbol) + " is ambiguous among your assets; name one by id:",
          meant.stream().flatMap(row -> candidate(row).stream()).toList());
    }
    return meant.getFirst();
  }

  private static Optional<Candidate> candidate(InstrumentStore.Row row) {
    return Optional.ofNullable(row.coinGeckoId())
        .map(id -> new Candidate(id, row.ticker(), row.name(), null));
  }

  /// Whether a text is a name of the asset a path names.
  boolean isNamed(long accountId, String symbol, String text) {
    return !symbols.among(List.of(named(accountId, symbol)), text).isEmpty();
  }

  private static ApiException none(String symbol) {
    return ApiException.notFound("There is no asset " + Faults.shown(symbol));
  }

  private ValuedHolding valued(InstrumentStore.Row row, List<Transaction> transactions) {
    return holdings.of(row, transactions).stream()
        .findFirst()
        .orElseThrow(() -> none(row.ticker()));
  }
}
