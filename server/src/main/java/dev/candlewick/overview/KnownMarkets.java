package dev.candlewick.overview;

import dev.candlewick.catalog.Catalog;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the markets this installation has anything of: series, prints, or a polled price.
final class KnownMarkets {
  private final SeriesStore series;
  private final PrintStore prints;
  private final PrintFeedStore printFeeds;
  private final InstrumentStore instruments;
  private final Catalog catalog;
  private final Polling polling;

  /// What is known of one market while the markets are read.
  private static final class Draft {
    private final String provider;
    private final Symbol symbol;
    private final List<Series> series = new ArrayList<>();
    private boolean prints;
    private @Nullable Long polled;
    private @Nullable Instrument instrument;

    Draft(String provider, Symbol symbol) {
      this.provider = provider;
      this.symbol = symbol;
    }

    MarketEntry entry(String name, Listings listings) {
      Instrument base =
          instrument == null ? listings.instrumentOfTicker(symbol.base()).orElse(null) : instrument;
      return new MarketEntry(name, provider, symbol, base, series, prints, polled, null);
    }
  }

  KnownMarkets(
      SeriesStore series,
      PrintStore prints,
      PrintFeedStore printFeeds,
      InstrumentStore instruments,
      Catalog catalog,
      Polling polling) {
    this.series = series;
    this.prints = prints;
    this.printFeeds = printFeeds;
    this.instruments = instruments;
    this.catalog = catalog;
    this.polling = polling;
  }

  /// Returns the markets by name.
  Map<String, MarketEntry> read() {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Series one : series.list(null, null, null)) {
      draft(drafts, one.provider(), one.symbol()).series.add(one);
    }
    prints.findMarkets().forEach(one -> draft(drafts, one.provider(), one.symbol()));
    printFeeds.findAll().forEach(one -> draft(drafts, one.provider(), one.symbol()).prints = true);
    Listings listings = catalog.listings();
    addPolled(drafts, listings);
    Map<String, MarketEntry> markets = new LinkedHashMap<>();
    drafts.forEach((name, draft) -> markets.put(name, draft.entry(name, listings)));
    return markets;
  }

  private static Draft draft(Map<String, Draft> drafts, String provider, Symbol symbol) {
    return drafts.computeIfAbsent(
        MarketEntry.nameOf(provider, symbol), name -> new Draft(provider, symbol));
  }

  private void addPolled(Map<String, Draft> drafts, Listings listings) {
    Set<String> polled =
        instruments.findPolled().stream().map(Instrument::id).collect(Collectors.toSet());
    Map<String, Long> owners = new HashMap<>();
    List<InstrumentStore.Row> rows =
        instruments.list().stream()
            .filter(row -> row.coinGeckoId() != null)
            .sorted(Comparator.comparingLong(InstrumentStore.Row::id))
            .toList();
    rows.stream()
        .filter(KnownMarkets::isWellKnown)
        .forEach(row -> owners.put(row.ticker(), row.id()));
    rows.forEach(row -> owners.putIfAbsent(row.ticker(), row.id()));
    for (InstrumentStore.Row row : rows) {
      String id = String.valueOf(row.coinGeckoId());
      if (!polled.contains(id)) continue;
      Symbol symbol = new Symbol(row.ticker(), polling.quote());
      boolean owner = Long.valueOf(row.id()).equals(owners.get(row.ticker()));
      String name = owner ? symbol.joined() : "id:" + id;
      Draft draft =
          drafts.computeIfAbsent(
              name + "@" + polling.source(), same -> new Draft(polling.source(), symbol));
      draft.polled = row.id();
      draft.instrument =
          new Instrument(id, row.ticker(), row.name(), listings.instrumentById(id).rank());
    }
  }

  private static boolean isWellKnown(InstrumentStore.Row row) {
    String id = row.coinGeckoId();
    return id != null && row.ticker().equals(Listings.wellKnownTicker(id));
  }
}
