package dev.candlewick.api.portfolio;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.api.portfolio.PortfolioHistoryView.PortfolioDay;
import dev.candlewick.books.Assets;
import dev.candlewick.books.PortfolioHistories;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.market.Decimals;
import dev.candlewick.portfolio.PortfolioSummary;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.store.price.TickStore.Filter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The assets of an account together, and the prices they are valued with (document 002).
@Access(anonymous = Anonymous.WORKSPACE)
@Path("/api/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Assets")
public final class PortfolioAnalyticsApi {
  private static final int MAX_PRICES = 10_000;

  private static final int DEFAULT_POINTS = 200;

  private final Assets assets;
  private final PortfolioHistories histories;
  private final TickStore ticks;
  private final InstrumentStore instruments;
  private final Symbols symbols;

  /// All assets together, in US dollars. Totals have two decimals and leave out the assets without
  /// a price; they are null, with a reason, when no asset has one.
  ///
  /// @param pricedAssets symbols, as `unpricedAssets`
  /// @param asOf the time of the oldest price in the totals
  public record PortfolioSummaryView(
      @DecimalText @Nullable String totalCurrentValue,
      @DecimalText @Nullable String totalInitialCost,
      @DecimalText @Nullable String totalPnl,
      @DecimalText @Nullable String pnlPercentage,
      int assetsCount,
      List<String> pricedAssets,
      List<String> unpricedAssets,
      @Nullable PortfolioPerformer bestPerformer,
      @Nullable PortfolioPerformer worstPerformer,
      List<PortfolioAllocation> allocations,
      @Nullable Instant asOf,
      @Nullable String reason) {
    public static PortfolioSummaryView of(PortfolioSummary summary) {
      return new PortfolioSummaryView(
          text(summary.totalCurrentValue()),
          text(summary.totalInitialCost()),
          text(summary.totalPnl()),
          text(summary.pnlPercentage()),
          summary.assetsCount(),
          summary.pricedAssets(),
          summary.unpricedAssets(),
          PortfolioPerformer.of(summary.best()),
          PortfolioPerformer.of(summary.worst()),
          summary.allocations().stream().map(PortfolioAllocation::of).toList(),
          summary.asOf(),
          summary.reason());
    }
  }

  /// The asset with the best or the worst result.
  ///
  /// @param instrument its id; null where it is not listed
  public record PortfolioPerformer(
      String symbol, @Nullable String instrument, @DecimalText String pnlPercentage) {
    public static @Nullable PortfolioPerformer of(PortfolioSummary.@Nullable Performer one) {
      return one == null
          ? null
          : new PortfolioPerformer(
              one.ticker(), one.instrument(), one.pnlPercentage().toPlainString());
    }
  }

  /// The share of an asset in the value.
  ///
  /// @param instrument its id; null where it is not listed
  public record PortfolioAllocation(
      String symbol,
      @Nullable String instrument,
      @DecimalText String currentValue,
      @DecimalText @Nullable String percentage) {
    public static PortfolioAllocation of(PortfolioSummary.Allocation one) {
      return new PortfolioAllocation(
          one.ticker(), one.instrument(), one.value().toPlainString(), text(one.percentage()));
    }
  }

  /// A polled price.
  ///
  /// @param assetId the instrument's number
  /// @param price in US dollars, with at least two decimals
  public record AssetPrice(long id, long assetId, Instant timestamp, @DecimalText String price) {
    public static AssetPrice of(TickStore.Row row) {
      return new AssetPrice(
          row.id(), row.instrumentId(), row.polledAt(), Decimals.price(row.price()));
    }
  }

  public PortfolioAnalyticsApi(
      Assets assets,
      PortfolioHistories histories,
      TickStore ticks,
      InstrumentStore instruments,
      Symbols symbols) {
    this.assets = assets;
    this.histories = histories;
    this.ticks = ticks;
    this.instruments = instruments;
    this.symbols = symbols;
  }

  @GET
  @Path("/portfolio_summary")
  @Operation(summary = "Sum up all assets: value, cost and result at the latest prices")
  public PortfolioSummaryView summary(@Context ContainerRequestContext request) {
    return PortfolioSummaryView.of(
        PortfolioSummary.of(assets.all(CallerContext.of(request).accountId())));
  }

  @GET
  @Path("/portfolio_history")
  @Operation(
      summary = "Compute the value of the assets over time at the polled prices",
      description =
          "At evenly spaced times from the first purchase on. A price counts for the distance of two"
              + " times, and for 15 minutes at least; an asset without one is named and left out.")
  public PortfolioHistoryView history(
      @Context ContainerRequestContext request,
      @RestQuery @Parameter(description = "First time; by default the first purchase")
          @Nullable String from,
      @RestQuery @Parameter(description = "Last time; by default now") @Nullable String to,
      @RestQuery
          @WholeNumber(min = 2, max = PortfolioHistories.MAX_POINTS, defaultValue = DEFAULT_POINTS)
          @Parameter(description = "Number of times")
          @Nullable String points) {
    FieldReader reader = new FieldReader();
    Instant first = reader.time("query.from", FieldReader.blankToNull(from));
    Instant last = reader.inclusiveEnd("query.to", FieldReader.blankToNull(to));
    reader.requireOrdered("query.from", first, last);
    int count =
        (int)
            reader.integer(
                "query.points",
                FieldReader.blankToNull(points),
                DEFAULT_POINTS,
                2,
                PortfolioHistories.MAX_POINTS);
    reader.check();
    return PortfolioHistoryView.of(
        histories.history(CallerContext.of(request).accountId(), first, last, count));
  }

  @GET
  @Path("/portfolio_day")
  @Operation(summary = "Compute what the assets have gained since 00:00")
  public PortfolioDay day(
      @Context ContainerRequestContext request,
      @RestQuery
          @Parameter(
              description = "The time zone of the day; UTC by default",
              example = "Europe/Berlin")
          @Nullable String zone) {
    FieldReader reader = new FieldReader();
    ZoneId wanted = reader.zone("query.zone", FieldReader.blankToNull(zone), ZoneOffset.UTC);
    reader.check();
    return PortfolioDay.of(histories.changeToday(CallerContext.of(request).accountId(), wanted));
  }

  @GET
  @Path("/historical_prices/{symbol}")
  @Access(anonymous = Anonymous.ALL)
  @Operation(
      summary = "List the polled prices of an instrument, oldest first",
      description = "The newest ones up to the limit.")
  public List<AssetPrice> prices(
      @RestPath @Parameter(description = "An instrument by any name of it", example = "BTC")
          String symbol,
      @RestQuery @Parameter(description = "First time, inclusive; a date or a time")
          @Nullable String from,
      @RestQuery
          @Parameter(
              description = "Last time, inclusive; a date or a time, and a date includes its day")
          @Nullable String to,
      @RestQuery
          @WholeNumber(min = 1, max = MAX_PRICES, defaultValue = MAX_PRICES)
          @Parameter(description = "Most prices of the response")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    Instant first = reader.time("query.from", from);
    Instant last = reader.inclusiveEnd("query.to", to);
    reader.requireOrdered("query.from", first, last);
    int most = (int) reader.integer("query.limit", limit, MAX_PRICES, 1, MAX_PRICES);
    reader.check();
    return ticks.findNewest(new Filter(instrumentIds(symbol), first, last), most).stream()
        .map(AssetPrice::of)
        .toList();
  }

  private Set<Long> instrumentIds(String symbol) {
    Set<Long> stored = symbols.instrumentIds(symbol, instruments.list());
    if (stored != null && !stored.isEmpty()) return stored;
    symbols.instrument(symbol);
    return Set.of();
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }
}
