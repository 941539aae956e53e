package dev.candlewick.wiring;

import dev.candlewick.account.Accounts;
import dev.candlewick.books.AccountFactsReader;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.books.Assets;
import dev.candlewick.books.HoldingsReader;
import dev.candlewick.books.PortfolioHistories;
import dev.candlewick.store.price.PastPriceStore;
import java.time.InstantSource;

/// Accounts and what they hold.
public record BookParts(
    Accounts accounts, Assets assets, PortfolioHistories histories, AccountFigures figures) {
  private static final long MAX_CACHED_ROWS = 100_000;

  static BookParts of(SharedParts shared, StoreParts stores, NameParts names) {
    InstantSource clock = shared.clock();
    HoldingsReader holdings =
        new HoldingsReader(stores.ledger(), stores.instruments(), stores.ticks());
    return new BookParts(
        new Accounts(stores.database(), shared.settings().http(), clock),
        new Assets(names.symbols(), stores.ledger(), stores.instruments(), holdings, clock),
        new PortfolioHistories(
            stores.ledger(), stores.instruments(), new PastPriceStore(stores.database()), clock),
        new AccountFigures(
            stores.database().changeFeed(),
            new AccountFactsReader(holdings, stores.positions(), names.catalog()::listings),
            shared.bus(),
            MAX_CACHED_ROWS));
  }
}
