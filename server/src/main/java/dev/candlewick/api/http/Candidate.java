package dev.candlewick.api.http;

import dev.candlewick.market.Instrument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several instruments that share a name.
///
/// @param id CoinGecko's id; with `id:` before it, it names exactly this instrument
/// @param symbol its ticker
/// @param rank by market capitalisation; null where it is not known
public record Candidate(String id, String symbol, String name, @Nullable Integer rank) {
  private static final int MAX_CANDIDATES = 20;

  public static List<Candidate> of(List<Instrument> instruments) {
    return instruments.stream()
        .limit(MAX_CANDIDATES)
        .map(one -> new Candidate(one.id(), one.ticker(), one.name(), one.rank()))
        .toList();
  }
}
