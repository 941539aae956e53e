package dev.candlewick.api.portfolio;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Candidate;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.books.HoldingsReader;
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

  /// The instrument a write names; any well-formed name is taken.
  Symbols.@Nullable HoldingInstrument symbol(
      FieldReader reader, String field, @Nullable String text) {
    return symbols.holdingInstrument(reader, field, text);
  }

  /// All of an account, by ticker.
  List<ValuedHolding> all(long accountId) {
    return holdings.all(accountId);
  }

  /// The one a path names; 404 when the account has none such.
  ValuedHolding get(long accountId, String symbol) {
    InstrumentStore.Row row = find(accountId, symbol);
    return valuedHolding(row, ledger.findByInstrument(accountId, row.id()));
  }

  /// Adds an asset; 409 when the account has it.
  ValuedHolding add(Caller caller, Symbols.HoldingInstrument held, Lot lot) {
    InstrumentStore.Row row =
        held.instrument() == null
            ? instruments.findOrCreate(held.ticker())
            : instruments.findOrCreate(held.instrument());
    LedgerStore.ChangeResult opened = ledger.open(caller.actor(), asset(row), lot, clock.instant());
    requireDone(opened.outcome(), row.ticker());
    return valuedHolding(row, opened.transactions());
  }

  /// Replaces an asset's lot; 404 when there is none, 409 when other transactions stand against it.
  ValuedHolding change(Caller caller, String symbol, UnaryOperator<Lot> change) {
    InstrumentStore.Row row = find(caller.accountId(), symbol);
    LedgerStore.ChangeResult changed = ledger.replace(caller.actor(), asset(row), change);
    requireDone(changed.outcome(), row.ticker());
    return valuedHolding(row, changed.transactions());
  }

  /// Removes an asset, under the same conditions.
  void delete(Caller caller, String symbol) {
    InstrumentStore.Row row = find(caller.accountId(), symbol);
    requireDone(ledger.delete(caller.actor(), asset(row)).outcome(), row.ticker());
  }

  private static Asset asset(InstrumentStore.Row row) {
    return new Asset(row.id(), row.ticker());
  }

  private static void requireDone(Outcome outcome, String ticker) {
    switch (outcome) {
      case DONE -> {}
      case ABSENT -> throw notFound(ticker);
      case PRESENT ->
          throw new ApiException(
              ErrorCode.CONFLICT, ticker + " is there already; PUT or PATCH changes it");
      case HAS_OTHER_TRANSACTIONS ->
          throw new ApiException(
              ErrorCode.CONFLICT,
              ticker + " has transactions besides its opening; change those instead");
    }
  }

  /// The one of the account's assets that a name means. A ticker that several of them have decides
  /// nothing; one that none of them has means none, whatever else is held.
  private InstrumentStore.Row find(long accountId, String symbol) {
    Set<Long> held = ledger.findInstruments(accountId);
    List<InstrumentStore.Row> rows =
        instruments.list().stream().filter(row -> held.contains(row.id())).toList();
    List<InstrumentStore.Row> matches = symbols.matching(rows, symbol);
    if (matches.isEmpty()) throw notFound(symbol);
    if (matches.size() > 1) {
      throw ApiException.ambiguous(
          FieldReader.quoted(symbol) + " is ambiguous among your assets; name one by id:",
          matches.stream().flatMap(row -> candidate(row).stream()).toList());
    }
    return matches.getFirst();
  }

  private static Optional<Candidate> candidate(InstrumentStore.Row row) {
    return Optional.ofNullable(row.coinGeckoId())
        .map(id -> new Candidate(id, row.ticker(), row.name(), null));
  }

  /// Whether a text is a name of the asset a path names.
  boolean isNamed(long accountId, String symbol, String text) {
    return !symbols.matching(List.of(find(accountId, symbol)), text).isEmpty();
  }

  private static ApiException notFound(String symbol) {
    return ApiException.notFound("There is no asset " + FieldReader.quoted(symbol));
  }

  private ValuedHolding valuedHolding(InstrumentStore.Row row, List<Transaction> transactions) {
    return holdings.ofAsset(row, transactions).stream()
        .findFirst()
        .orElseThrow(() -> notFound(row.ticker()));
  }
}
