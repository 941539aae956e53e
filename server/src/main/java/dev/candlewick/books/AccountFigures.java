package dev.candlewick.books;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.candlewick.books.AccountFacts.OpenPosition;
import dev.candlewick.books.AccountFacts.Stamp;
import dev.candlewick.books.HoldingsReader.NamedHolding;
import dev.candlewick.bus.Bus;
import dev.candlewick.journal.OpenPositions;
import dev.candlewick.journal.OpenPositions.Priced;
import dev.candlewick.journal.Position;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Symbol;
import dev.candlewick.portfolio.PortfolioSummary;
import dev.candlewick.portfolio.Price;
import dev.candlewick.store.ChangeFeed;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures of accounts at the newest prices. The stored data of an account is read once, and
/// again after it changed in any process; a new price costs arithmetic only. Thread-safe; a thread
/// that must not wait for the database must not call it.
public final class AccountFigures implements AutoCloseable {
  private final ChangeFeed changes;
  private final AccountFactsReader reader;
  private final LatestPrices latestPrices = new LatestPrices();
  private final Bus.Subscription subscription;
  private final Cache<Long, AccountFacts> cache;

  /// Creates figures that follow the changes of the store and the prices of the bus.
  ///
  /// @param maxRows the most holdings and open positions kept in memory, of all accounts
  public AccountFigures(ChangeFeed changes, AccountFactsReader reader, Bus bus, long maxRows) {
    this.changes = changes;
    this.reader = reader;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxRows)
            .weigher((Long account, AccountFacts facts) -> facts.rows())
            .build();
    this.subscription = bus.subscribe(latestPrices);
  }

  /// Returns the summary of all holdings of an account, equal to the summary of its assets.
  public PortfolioSummary portfolio(long accountId) {
    AccountFacts facts = facts(accountId);
    return PortfolioSummary.of(
        facts.holdings().stream().map(held -> held.at(usdPrice(facts, held))).toList());
  }

  private @Nullable Price usdPrice(AccountFacts facts, NamedHolding held) {
    String id = held.coinGeckoId();
    return id == null ? null : usdPrice(facts, id);
  }

  private @Nullable Price usdPrice(AccountFacts facts, String coinGeckoId) {
    Price stored = facts.prices().get(coinGeckoId);
    Price latest = latestPrices.usdPrice(coinGeckoId);
    if (stored == null || latest == null) return stored == null ? latest : stored;
    return LatestPrices.later(stored, latest);
  }

  /// Returns the newest open positions of an account, each at a price in its own quote: dollars at
  /// the polled price, every other quote at the venues' last price of exactly that symbol.
  public OpenPositions positions(long accountId) {
    AccountFacts facts = facts(accountId);
    return new OpenPositions(
        facts.positions().stream().map(open -> priced(facts, open)).toList(),
        facts.openPositions());
  }

  private Priced priced(AccountFacts facts, OpenPosition open) {
    return open.inDollars() ? atPolledPrice(facts, open) : atLastPrice(open.position());
  }

  private Priced atPolledPrice(AccountFacts facts, OpenPosition open) {
    Position position = open.position();
    String id = open.coinGeckoId();
    Price price = id == null ? null : usdPrice(facts, id);
    return price == null
        ? Priced.unpriced(
            position, "No price of %s was polled yet".formatted(position.terms().symbol().base()))
        : Priced.at(position, price.price(), price.time());
  }

  private Priced atLastPrice(Position position) {
    LastPrice last = latestPrices.lastPrice(position.terms().symbol());
    return last == null
        ? Priced.unpriced(
            position,
            "No venue has published a price of %s yet".formatted(position.terms().symbol()))
        : Priced.at(position, last.price(), last.time());
  }

  /// Returns the symbols whose last price at venues changes the account's positions.
  public Set<Symbol> symbols(long accountId) {
    return facts(accountId).positions().stream()
        .filter(open -> !open.inDollars())
        .map(open -> open.position().terms().symbol())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Removes an account from the cache when no client reads its figures any more.
  public void evict(long accountId) {
    cache.invalidate(accountId);
  }

  /// Takes the stamp before anything is read, so that changes made meanwhile are read again.
  private AccountFacts facts(long accountId) {
    Stamp now =
        new Stamp(
            changes.version(ChangeFeed.accountTopic(accountId)), latestPrices.instrumentsSeen());
    AccountFacts known = cache.getIfPresent(accountId);
    if (known != null && known.asOf().equals(now)) return known;
    AccountFacts read = reader.read(accountId, now);
    cache.put(accountId, read);
    return read;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
