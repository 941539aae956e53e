package dev.candlewick.api.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.PublicWorkspaceRule;
import dev.candlewick.api.access.PublicWorkspaceRule.RequestOrigin;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.identity.Caller;
import dev.candlewick.market.Decimals;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.PriceChange;
import dev.candlewick.market.QuotedText;
import dev.candlewick.overview.DayFigures;
import dev.candlewick.overview.MarketOverview;
import dev.candlewick.overview.MarketQuery;
import dev.candlewick.overview.MarketQuery.Scope;
import dev.candlewick.overview.MarketRow;
import dev.candlewick.overview.NewestPrice;
import dev.candlewick.overview.PriceSource;
import dev.candlewick.overview.StoredCandles;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.store.account.WatchListStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// All markets at once, with their newest figures.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/markets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Markets", description = "Markets with their newest price, their day and their candles")
public final class MarketApi {
  private final MarketOverview overview;
  private final WatchListStore watchLists;
  private final HttpSettings settings;

  /// Markets with their newest figures.
  ///
  /// @param total of the scope, without limit and offset
  /// @param asOf when the figures were read
  public record MarketList(long total, Instant asOf, List<MarketFigures> markets) {
    static MarketList of(MarketOverview.Page page) {
      return new MarketList(
          page.total(), page.asOf(), page.rows().stream().map(MarketFigures::of).toList());
    }
  }

  /// A market with its newest figures. Decimals are exact strings; a figure that is not known is
  /// null.
  ///
  /// @param market its name, as in topics of the stream
  /// @param symbol base and quote with a slash
  /// @param quote null where a posted name states none
  /// @param instrument CoinGecko's id of the base; null where its ticker identifies none
  /// @param name of the instrument
  /// @param simulated whether its prices are made up
  /// @param followed whether the server keeps a series of it current
  /// @param topic of the stream, whose updates change this row; null when there is none
  /// @param last the newest known price
  /// @param lastAt its time; of a candle its end
  /// @param lastMissingReason why `last` is null; null when it is not
  /// @param expectedSeconds between two updates of the price; null when none are expected
  /// @param open24h the price 24 hours ago
  /// @param volume24h in the base currency
  /// @param quoteVolume24h in the quote
  /// @param change24h the newest price less that of 24 hours ago
  /// @param changePercent24h the same in percent, with two decimals
  /// @param sparkline closes of 4 hours over 7 days, oldest first and the running one last; null
  ///   where nothing is stored
  public record MarketFigures(
      String market,
      String provider,
      String symbol,
      String base,
      @Nullable String quote,
      @Nullable String instrument,
      @Nullable String name,
      boolean simulated,
      boolean followed,
      @Nullable String topic,
      @DecimalText @Nullable String last,
      @Nullable Instant lastAt,
      @Nullable PriceSource lastSource,
      @Nullable String lastMissingReason,
      @Nullable Long expectedSeconds,
      @JsonProperty("open_24h") @DecimalText @Nullable String open24h,
      @JsonProperty("high_24h") @DecimalText @Nullable String high24h,
      @JsonProperty("low_24h") @DecimalText @Nullable String low24h,
      @JsonProperty("volume_24h") @DecimalText @Nullable String volume24h,
      @JsonProperty("quote_volume_24h") @DecimalText @Nullable String quoteVolume24h,
      @JsonProperty("change_24h") @DecimalText @Nullable String change24h,
      @JsonProperty("change_percent_24h") @DecimalText @Nullable String changePercent24h,
      List<@Nullable Double> sparkline,
      StoredCandles candles) {
    static MarketFigures of(MarketRow row) {
      Instrument instrument = row.instrument();
      NewestPrice last = row.last();
      DayFigures day = row.day();
      PriceChange change = last == null ? null : PriceChange.of(day.open(), last.price());
      return new MarketFigures(
          row.name(),
          row.provider(),
          row.symbol().toString(),
          row.symbol().base(),
          row.symbol().isSplit() ? row.symbol().quote() : null,
          instrument == null ? null : instrument.id(),
          instrument == null ? null : instrument.name(),
          row.simulated(),
          row.followed(),
          row.topic(),
          plain(last == null ? null : last.price()),
          last == null ? null : last.at(),
          last == null ? null : last.source(),
          row.lastMissingReason(),
          row.expectedSeconds(),
          plain(day.open()),
          plain(day.high()),
          plain(day.low()),
          plain(day.volume()),
          plain(day.quoteVolume()),
          change == null ? null : Decimals.plain(change.amount()),
          percent(change),
          row.sparkline(),
          row.candles());
    }

    private static @Nullable String percent(@Nullable PriceChange change) {
      BigDecimal percent = change == null ? null : change.percent();
      return percent == null ? null : percent.toPlainString();
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
      return value == null ? null : Decimals.plain(value);
    }
  }

  public MarketApi(MarketOverview overview, WatchListStore watchLists, HttpSettings settings) {
    this.overview = overview;
    this.watchLists = watchLists;
    this.settings = settings;
  }

  @GET
  @Operation(
      summary = "List markets with their newest figures",
      description =
          "All markets this installation has anything of, watched ones first, then by the rank of the"
              + " instrument. The figures of the last 24 hours are those of the venue's feed, else"
              + " computed from stored candles without a gap, else null. The scopes watched and held"
              + " need credentials; held is also that of the public workspace.")
  public MarketList list(
      @BeanParam MarketParameters query,
      @Context HttpServerRequest request,
      @Context ContainerRequestContext context) {
    MarketParameters.Selection selection = query.read();
    Caller caller = CallerContext.of(context);
    String refusal = workspaceRefusal(caller, context, request);
    requireAccount(selection.scope(), caller, refusal);
    MarketOverview.Page page =
        overview.page(
            new MarketQuery(
                selection.scope(),
                selection.markets(),
                selection.limit(),
                selection.offset(),
                refusal == null ? caller.accountId() : null,
                caller.isAnonymous() ? List.of() : watchLists.find(caller.accountId())));
    requireKnown(page.unknown());
    return MarketList.of(page);
  }

  /// Why a caller has neither an account nor the public workspace; null when it has one of them.
  private @Nullable String workspaceRefusal(
      Caller caller, ContainerRequestContext context, HttpServerRequest request) {
    return caller.isAnonymous()
        ? PublicWorkspaceRule.rejectionReason(
            settings.anonymousWrites(), RequestOrigin.of(context, request))
        : null;
  }

  private static void requireAccount(Scope scope, Caller caller, @Nullable String refusal) {
    boolean needed =
        switch (scope) {
          case ALL, FOLLOWED -> false;
          case WATCHED -> caller.isAnonymous();
          case HELD -> refusal != null;
        };
    if (needed) {
      throw ApiException.unauthorized(
          "The scope " + scope + " needs credentials" + (refusal == null ? "" : ": " + refusal));
    }
  }

  private static void requireKnown(List<String> unknown) {
    FieldReader reader = new FieldReader();
    for (String name : unknown) {
      reader.add("query.market", "names no known market; got " + QuotedText.of(name));
    }
    reader.check();
  }
}
