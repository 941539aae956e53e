package dev.candlewick.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Market;
import dev.candlewick.market.SearchEntry;
import dev.candlewick.market.SearchHit;
import dev.candlewick.market.SearchHit.Match;
import dev.candlewick.market.SearchIndex;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves on every recorded listing that a search finds each market and each coin by each of its
/// names, and how long it takes.
class RecordedSearchTest {
  private static final List<String> VENUES = List.of("binance", "coinbase", "kraken");

  /// Most results of a query for a ticker or a symbol that many share.
  private static final int MANY = 2000;

  private static RecordedListings recorded = new RecordedListings(List.of(), List.of());
  private static SearchIndex index = recorded.listings().searchIndex(Map.of());

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedListings.read();
    long start = System.nanoTime();
    index = recorded.listings().searchIndex(Map.of());
    System.out.printf("the index takes %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }

  private static List<SearchHit> search(String query, int limit) {
    return index.search(query, entry -> false, VENUES, limit);
  }

  private static boolean isMarket(SearchEntry entry, Market market) {
    return entry instanceof SearchEntry.OfMarket found
        && found.provider().equals(market.provider())
        && found.symbol().equals(market.symbol());
  }

  @Test
  void everyMarketIsAnExactMatchOfEachOfItsNames() {
    for (Market market : recorded.markets()) {
      Set<String> names = new HashSet<>(market.aliases());
      String base = market.symbol().base();
      String quote = market.symbol().quote();
      names.add(market.venueSymbol());
      names.addAll(List.of(base + quote, base + "/" + quote, base + "-" + quote));
      for (String name : names) {
        assertThat(search(name, 50))
            .as(market + " by " + name)
            .anyMatch(hit -> hit.match() == Match.EXACT && isMarket(hit.entry(), market));
      }
    }
  }

  @Test
  void everyCoinIsAnExactMatchOfItsIdAndItsTicker() {
    for (Instrument coin : recorded.coins()) {
      for (String name : List.of(coin.id(), coin.ticker())) {
        if (name.chars().noneMatch(Character::isLetterOrDigit)) continue;
        assertThat(search(name, MANY))
            .as(coin + " by " + name)
            .anyMatch(hit ->
                hit.match() == Match.EXACT
                    && hit.entry() instanceof SearchEntry.OfInstrument(Instrument one)
                    && one.id().equals(coin.id()));
      }
    }
  }

  @Test
  void theLargestCoinsComeFirstByTheirTickersAndNames() {
    for (String name : List.of("btc", "bitcoin", "xbt")) {
      assertThat(search(name, 1).getFirst().entry())
          .isInstanceOfSatisfying(
              SearchEntry.OfInstrument.class,
              one -> assertThat(one.instrument().id()).isEqualTo("bitcoin"));
    }
    assertThat(search("eth", 1).getFirst().entry())
        .isInstanceOfSatisfying(
            SearchEntry.OfInstrument.class,
            one -> assertThat(one.instrument().id()).isEqualTo("ethereum"));
    assertThat(
            search("xbt", 20).stream().filter(hit -> hit.entry() instanceof SearchEntry.OfMarket))
        .hasSizeGreaterThan(10)
        .allMatch(hit ->
            hit.entry().instrument() != null && hit.entry().instrument().id().equals("bitcoin"));
  }

  /// The slowest queries: one letter, which begins thousands of names, and a text that nothing
  /// contains, for which every name is measured.
  @Test
  void aSearchTakesAFewMilliseconds() {
    List<String> queries =
        List.of("b", "bt", "btc", "btc-usd", "usd", "a", "etherium", "bitcion", "zzqxv", "coin");
    queries.forEach(query -> IntStream.range(0, 30).forEach(i -> search(query, 20)));
    for (String query : queries) {
      long[] nanos = new long[20];
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        search(query, 20);
        nanos[i] = System.nanoTime() - start;
      }
      long best = Arrays.stream(nanos).min().orElseThrow();
      System.out.printf("%s: %.2f ms%n", query, best / 1e6);
      assertThat(best).as(query).isLessThan(10_000_000L);
    }
  }
}
