package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.NameSearch;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Market;
import dev.candlewick.market.SearchEntry;
import dev.candlewick.market.SearchHit;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The search for instruments and markets.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Search", description = "Instruments and markets by any of their names")
public final class SearchApi {
  private static final int MAX_QUERY = 100;
  private static final int MAX_RESULTS = 50;
  private static final int DEFAULT_RESULTS = 20;

  private final NameSearch search;

  /// The kinds of results.
  public enum SearchResultKind {
    MARKET,
    INSTRUMENT;

    /// As it is written: `market`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The state of a market in its venue's listing.
  public enum ListingState {
    LISTED,
    DELISTED,
    RENAMED;

    /// As it is written: `listed`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable ListingState of(Market.@Nullable State state) {
      return state == null
          ? null
          : switch (state) {
            case LISTED -> LISTED;
            case DELISTED -> DELISTED;
            case RENAMED -> RENAMED;
          };
    }
  }

  /// What a search found.
  public record SearchView(
      String query,
      @Schema(
              description =
                  "The best first: exact matches before names that begin with the query, before"
                      + " names that contain it; of these, stored ones first, then by rank. Names"
                      + " that are only near are listed when there are no others")
          List<SearchResult> results,
      @Schema(description = "The nearest names, when no name matches; the results are theirs then")
          List<String> nearest) {}

  /// A market or an instrument.
  ///
  /// @param market `BTCUSDT@binance`; null for an instrument, as `provider`, `base` and `quote`
  /// @param symbol `BTC/USDT`, or an instrument's ticker
  /// @param instrument CoinGecko's id, for a market that of its base; null where it is not known,
  ///   as `name`
  /// @param state null for an instrument, and for a symbol in no listing
  public record SearchResult(
      SearchResultKind kind,
      @Nullable String market,
      @Nullable String provider,
      String symbol,
      @Nullable String base,
      @Nullable String quote,
      @Nullable String instrument,
      @Nullable String name,
      @Nullable Integer rank,
      @Schema(description = "The name that matches; the base's where the query is only that")
          String matched,
      SearchHit.NameKind matchedAs,
      @Schema(description = "Whether this installation has data of it") boolean stored,
      boolean simulated,
      @Nullable ListingState state) {
    static SearchResult of(NameSearch.Result result) {
      return switch (result.hit().entry()) {
        case SearchEntry.OfInstrument(Instrument one) -> ofInstrument(result, one);
        case SearchEntry.OfMarket market -> ofMarket(result, market);
      };
    }

    private static SearchResult ofInstrument(NameSearch.Result result, Instrument instrument) {
      return new SearchResult(
          SearchResultKind.INSTRUMENT,
          null,
          null,
          instrument.ticker(),
          null,
          null,
          instrument.id(),
          instrument.name(),
          instrument.rank(),
          result.hit().spelling(),
          result.hit().name(),
          result.stored(),
          false,
          null);
    }

    private static SearchResult ofMarket(NameSearch.Result result, SearchEntry.OfMarket market) {
      Symbol symbol = market.symbol();
      Instrument instrument = market.instrument();
      return new SearchResult(
          SearchResultKind.MARKET,
          symbol.joined() + "@" + market.provider(),
          market.provider(),
          symbol.toString(),
          symbol.base(),
          symbol.quote(),
          instrument == null ? null : instrument.id(),
          instrument == null ? null : instrument.name(),
          instrument == null ? null : instrument.rank(),
          result.hit().spelling(),
          result.hit().name(),
          result.stored(),
          market.provider().equals(Series.SIMULATED),
          ListingState.of(market.state()));
    }
  }

  public SearchApi(NameSearch search) {
    this.search = search;
  }

  @GET
  @Operation(
      summary = "Search instruments and markets by any of their names",
      description =
          "By id, ticker, name, the venue's symbol, a documented alias, or base and quote with any"
              + " separator, in any case. id:rose searches ids only, BTCUSDT@kraken one venue only."
              + " No request is sent to a venue.")
  public SearchView search(
      @RestQuery
          @Parameter(
              description = "At most 100 characters",
              required = true,
              schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = MAX_QUERY),
              example = "btc-usd")
          @Nullable String q,
      @RestQuery
          @WholeNumber(min = 1, max = MAX_RESULTS, defaultValue = DEFAULT_RESULTS)
          @Parameter(description = "Most results", example = "20")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    String query = q == null ? "" : q.strip();
    if (query.isEmpty()) reader.add("query.q", "is required");
    if (query.length() > MAX_QUERY) {
      reader.add(
          "query.q",
          "must have at most %d characters, not %d".formatted(MAX_QUERY, query.length()));
    }
    int most = (int) reader.integer("query.limit", limit, DEFAULT_RESULTS, 1, MAX_RESULTS);
    reader.check();
    NameSearch.Results found = search.search(query, most);
    return new SearchView(
        query, found.results().stream().map(SearchResult::of).toList(), found.nearest());
  }
}
