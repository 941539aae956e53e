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

/// The figures of accounts as they stand at the newest prices. What is stored of an account is read
/// once and again after it changed, in whatever process; a price that moves costs arithmetic only.
/// Any thread may ask; one that may not wait for the database must not.
public final class AccountFigures implements AutoCloseable {
  private final ChangeFeed changes;
  private final AccountFactsReader reader;
  private final LatestPrices latestPrices = new LatestPrices();
  private final Bus.Subscription subscription;
  private final Cache<Long, AccountFacts> cache;

  /// Figures that follow the changes of the store and the prices of the bus.
  ///
  /// @param maxRows most holdings and open positions kept in memory, of all accounts
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

  /// All holdings of an account together, as the summary of its assets says.
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

  /// The newest open positions of an account, each at a price in its own quote: dollars as polled,
  /// everything else as venues last traded that very symbol.
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
            position, "No venue has told a price of %s yet".formatted(position.terms().symbol()))
        : Priced.at(position, last.price(), last.time());
  }

  /// The symbols whose last price at venues moves the account's positions.
  public Set<Symbol> symbols(long accountId) {
    return facts(accountId).positions().stream()
        .filter(open -> !open.inDollars())
        .map(open -> open.position().terms().symbol())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Nobody asks for the figures of this account any more.
  public void evict(long accountId) {
    cache.invalidate(accountId);
  }

  /// The stamp is taken before anything is read: what changes meanwhile is read again.
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
