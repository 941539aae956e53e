package dev.candlewick.books;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.candlewick.books.AccountFacts.Open;
import dev.candlewick.books.AccountFacts.Stamp;
import dev.candlewick.books.OwnHoldings.Held;
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
public final class OwnFigures implements AutoCloseable {
  private final ChangeFeed changes;
  private final FactsReader reader;
  private final NewestPrices newest = new NewestPrices();
  private final Bus.Subscription subscription;
  private final Cache<Long, AccountFacts> kept;

  /// @param mostRows most holdings and open positions kept in memory, of all accounts
  public OwnFigures(ChangeFeed changes, FactsReader reader, Bus bus, long mostRows) {
    this.changes = changes;
    this.reader = reader;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostRows)
            .weigher((Long account, AccountFacts facts) -> facts.rows())
            .build();
    this.subscription = bus.subscribe(newest);
  }

  /// All holdings of an account together, as the summary of its assets says.
  public PortfolioSummary portfolio(long accountId) {
    AccountFacts facts = facts(accountId);
    return PortfolioSummary.of(
        facts.holdings().stream().map(held -> held.at(dollars(facts, held))).toList());
  }

  private @Nullable Price dollars(AccountFacts facts, Held held) {
    String id = held.coinGeckoId();
    return id == null ? null : dollars(facts, id);
  }

  private @Nullable Price dollars(AccountFacts facts, String coinGeckoId) {
    Price stored = facts.prices().get(coinGeckoId);
    Price heard = newest.dollars(coinGeckoId);
    if (stored == null || heard == null) return stored == null ? heard : stored;
    return NewestPrices.later(stored, heard);
  }

  /// The newest open positions of an account, each at a price in its own quote: dollars as polled,
  /// everything else as venues last traded that very symbol.
  public OpenPositions positions(long accountId) {
    AccountFacts facts = facts(accountId);
    return new OpenPositions(
        facts.positions().stream().map(open -> priced(facts, open)).toList(),
        facts.openPositions());
  }

  private Priced priced(AccountFacts facts, Open open) {
    return open.inDollars() ? polled(facts, open) : traded(open.position());
  }

  private Priced polled(AccountFacts facts, Open open) {
    Position position = open.position();
    String id = open.coinGeckoId();
    Price price = id == null ? null : dollars(facts, id);
    return price == null
        ? Priced.without(
            position, "No price of %s was polled yet".formatted(position.terms().symbol().base()))
        : Priced.at(position, price.price(), price.time());
  }

  private Priced traded(Position position) {
    LastPrice last = newest.last(position.terms().symbol());
    return last == null
        ? Priced.without(
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
  public void forget(long accountId) {
    kept.invalidate(accountId);
  }

  /// The stamp is taken before anything is read: what changes meanwhile is read again.
  private AccountFacts facts(long accountId) {
    Stamp now = new Stamp(changes.stamp(ChangeFeed.account(accountId)), newest.firsts());
    AccountFacts known = kept.getIfPresent(accountId);
    if (known != null && known.asOf().equals(now)) return known;
    AccountFacts read = reader.read(accountId, now);
    kept.put(accountId, read);
    return read;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
