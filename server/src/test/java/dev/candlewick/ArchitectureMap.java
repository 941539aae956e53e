package dev.candlewick;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The arrows that packages may have; `ArchitectureTest` holds code and ARCHITECTURE.md to them.
final class ArchitectureMap {
  /// What an edge may use: everything but another edge and the root.
  private static final Set<String> BELOW_THE_EDGES =
      Set.of(
          "market",
          "series",
          "analytics",
          "plot",
          "ledger",
          "portfolio",
          "journal",
          "identity",
          "settings",
          "loop",
          "provider",
          "store",
          "bus",
          "stream",
          "ingest",
          "account",
          "charts",
          "books",
          "overview",
          "catalog");

  /// Package to the packages it may use; ARCHITECTURE.md prints the same table.
  static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("market", Set.of()),
          Map.entry("series", Set.of("market")),
          Map.entry("analytics", Set.of("series")),
          Map.entry("plot", Set.of("market", "series", "analytics")),
          Map.entry("ledger", Set.of("market")),
          Map.entry("portfolio", Set.of("ledger")),
          Map.entry("journal", Set.of("market")),
          Map.entry("identity", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("loop", Set.of()),
          Map.entry("provider", Set.of("market", "loop", "settings")),
          Map.entry("store", Set.of("market", "series", "ledger", "journal", "identity", "loop")),
          Map.entry("bus", Set.of("market")),
          Map.entry("stream", Set.of("market", "bus", "loop")),
          Map.entry(
              "ingest", Set.of("market", "series", "provider", "store", "bus", "loop", "settings")),
          Map.entry("account", Set.of("identity", "store", "settings")),
          Map.entry("catalog", Set.of("market", "provider", "store", "stream", "ingest", "loop")),
          Map.entry(
              "charts",
              Set.of("market", "series", "analytics", "plot", "provider", "store", "ingest")),
          Map.entry(
              "books",
              Set.of(
                  "market",
                  "ledger",
                  "portfolio",
                  "journal",
                  "identity",
                  "store",
                  "bus",
                  "catalog")),
          Map.entry(
              "overview",
              Set.of(
                  "market", "series", "provider", "store", "bus", "stream", "ingest", "catalog")),
          Map.entry("api", BELOW_THE_EDGES),
          Map.entry("cli", BELOW_THE_EDGES),
          Map.entry("wiring", with(BELOW_THE_EDGES, "cli")));

  /// Sub-package to what it may use of the package around it, the empty name being that package's
  /// own classes; ARCHITECTURE.md prints the same list.
  static final Map<String, Set<String>> INSIDE =
      Map.ofEntries(
          Map.entry("provider.client", Set.of("")),
          Map.entry("provider.feed", Set.of("", "client")),
          Map.entry("provider.binance", Set.of("", "client", "feed")),
          Map.entry("provider.coinbase", Set.of("", "client", "feed")),
          Map.entry("provider.kraken", Set.of("", "client", "feed")),
          Map.entry("provider.coingecko", Set.of("", "client")),
          Map.entry("provider.simulated", Set.of("", "client")),
          Map.entry("store.embedded", Set.of("")),
          Map.entry("store.candle", Set.of("")),
          Map.entry("store.price", Set.of("")),
          Map.entry("store.account", Set.of("")),
          Map.entry("store.backup", Set.of("")),
          Map.entry("store.ledger", Set.of("", "account")),
          Map.entry("store.listing", Set.of("", "account", "candle")),
          Map.entry("ingest.fetch", Set.of("")),
          Map.entry("ingest.poll", Set.of("")),
          Map.entry("ingest.post", Set.of("")),
          Map.entry("ingest.backfill", Set.of("", "fetch")),
          Map.entry("ingest.follow", Set.of("", "fetch")),
          Map.entry("api.http", Set.of()),
          Map.entry("api.wire", Set.of("http")),
          Map.entry("api.access", Set.of("http")),
          Map.entry("api.filter", Set.of("http", "access")),
          Map.entry("api.market", Set.of("http", "access")),
          Map.entry("api.account", Set.of("http", "access")),
          Map.entry("api.chart", Set.of("http", "access")),
          Map.entry("api.portfolio", Set.of("http", "access")),
          Map.entry("api.journal", Set.of("http", "access")),
          Map.entry("api.stream", Set.of("http", "access", "filter", "portfolio", "journal")),
          Map.entry("api.web", Set.of("http")),
          Map.entry("api.status", Set.of("http", "access", "wire", "market")),
          Map.entry("api.aliases", Set.of("http", "access", "filter", "market", "journal")),
          Map.entry(
              "api.docs",
              Set.of(
                  "http",
                  "access",
                  "filter",
                  "market",
                  "account",
                  "chart",
                  "portfolio",
                  "journal",
                  "status",
                  "aliases")));

  private ArchitectureMap() {}

  private static Set<String> with(Set<String> names, String more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
  }
}
