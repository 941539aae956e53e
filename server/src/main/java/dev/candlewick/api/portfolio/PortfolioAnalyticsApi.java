package dev.candlewick.api.portfolio;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.books.Assets;
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

  private final Assets assets;
  private final TickStore ticks;
  private final InstrumentStore instruments;
  private final Symbols symbols;

  /// All assets together, in US dollars. Totals have two decimals and leave out what has no price;
  /// they are null, with a reason, when nothing has one.
  ///
  /// @param pricedAssets symbols, as `unpricedAssets`
  /// @param asOf the oldest of the prices the totals were made with
  public record Summary(
      @Nullable String totalCurrentValue,
      @Nullable String totalInitialCost,
      @Nullable String totalPnl,
      @Nullable String pnlPercentage,
      int assetsCount,
      List<String> pricedAssets,
      List<String> unpricedAssets,
      @Nullable Performer bestPerformer,
      @Nullable Performer worstPerformer,
      List<Allocation> allocations,
      @Nullable Instant asOf,
      @Nullable String reason) {
    public static Summary of(PortfolioSummary summary) {
      return new Summary(
          text(summary.totalCurrentValue()),
          text(summary.totalInitialCost()),
          text(summary.totalPnl()),
          text(summary.pnlPercentage()),
          summary.assetsCount(),
          summary.pricedAssets(),
          summary.unpricedAssets(),
          Performer.of(summary.best()),
          Performer.of(summary.worst()),
          summary.allocations().stream().map(Allocation::of).toList(),
          summary.asOf(),
          summary.reason());
    }
  }

  /// One that did best or worst.
  ///
  /// @param instrument its id; null where no list has it
  public record Performer(String symbol, @Nullable String instrument, String pnlPercentage) {
    public static @Nullable Performer of(PortfolioSummary.@Nullable Performer one) {
      return one == null
          ? null
          : new Performer(one.ticker(), one.instrument(), one.pnlPercentage().toPlainString());
    }
  }

  /// A part of the value.
  ///
  /// @param instrument its id; null where no list has it
  public record Allocation(
      String symbol,
      @Nullable String instrument,
      String currentValue,
      @Nullable String percentage) {
    public static Allocation of(PortfolioSummary.Allocation one) {
      return new Allocation(
          one.ticker(), one.instrument(), one.value().toPlainString(), text(one.percentage()));
    }
  }

  /// A polled price.
  ///
  /// @param assetId the instrument's number
  /// @param price in US dollars, with at least two decimals
  public record Point(long id, long assetId, Instant timestamp, String price) {
    public static Point of(TickStore.Row row) {
      return new Point(row.id(), row.instrumentId(), row.polledAt(), Decimals.price(row.price()));
    }
  }

  public PortfolioAnalyticsApi(
      Assets assets, TickStore ticks, InstrumentStore instruments, Symbols symbols) {
    this.assets = assets;
    this.ticks = ticks;
    this.instruments = instruments;
    this.symbols = symbols;
  }

  @GET
  @Path("/portfolio_summary")
  @Operation(summary = "Value, cost and result of all assets at the latest prices")
  public Summary summary(@Context ContainerRequestContext request) {
    return Summary.of(PortfolioSummary.of(assets.all(CallerContext.of(request).accountId())));
  }

  @GET
  @Path("/historical_prices/{symbol}")
  @Access(anonymous = Anonymous.ANYONE)
  @Operation(
      summary = "Polled prices of an asset, oldest first",
      description = "The newest limit of them, at most and by default 10000.")
  public List<Point> prices(
      @RestPath String symbol,
      @RestQuery @Parameter(description = "first time, inclusive") @Nullable String from,
      @RestQuery @Parameter(description = "last time, inclusive; a date includes its day")
          @Nullable String to,
      @RestQuery @Parameter(description = "1 to 10000") @Nullable String limit) {
    FieldReader reader = new FieldReader();
    Instant first = reader.time("query.from", from);
    Instant last = reader.inclusiveEnd("query.to", to);
    reader.requireOrdered("query.from", first, last);
    int most = (int) reader.integer("query.limit", limit, MAX_PRICES, 1, MAX_PRICES);
    reader.check();
    return ticks.findNewest(new Filter(instrumentIds(symbol), first, last), most).stream()
        .map(Point::of)
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
