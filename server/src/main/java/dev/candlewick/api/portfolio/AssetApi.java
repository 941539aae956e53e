package dev.candlewick.api.portfolio;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.portfolio.NewAsset.AssetChange;
import dev.candlewick.api.portfolio.NewAsset.AssetReplacement;
import dev.candlewick.books.Assets;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.Decimals;
import dev.candlewick.portfolio.Price;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The assets of an account (document 002), or of the public workspace without credentials.
@Access(anonymous = Anonymous.WORKSPACE)
@Path("/api/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Assets", description = "Holdings of an account, valued at the latest prices")
public final class AssetApi {
  private static final String QUANTITY = "quantity";
  private static final String PRICE = "average_buy_price";

  private final Assets assets;
  private final Symbols symbols;

  /// An asset. Decimals are exact strings; the percentage has two decimals. All amounts are in US
  /// dollars; those that depend on a price are null until there is one.
  ///
  /// @param id the instrument's number
  /// @param symbol its ticker
  /// @param instrument CoinGecko's id, which is unique; null where it is not listed
  /// @param priceTimestamp when the latest price was polled
  /// @param reason why a figure is null; null when none is
  public record AssetView(
      long id,
      String symbol,
      @Nullable String instrument,
      @DecimalText String quantity,
      @DecimalText String averageBuyPrice,
      @DecimalText @Nullable String latestPrice,
      @DecimalText @Nullable String currentValue,
      @DecimalText String costBasis,
      @DecimalText @Nullable String pnl,
      @DecimalText @Nullable String pnlPercentage,
      @Nullable Instant priceTimestamp,
      @Nullable String reason) {
    static AssetView of(ValuedHolding asset) {
      Price price = asset.price();
      BigDecimal percentage = asset.pnlPercentage();
      return new AssetView(
          asset.holding().instrumentId(),
          asset.ticker(),
          asset.instrument(),
          Decimals.plain(asset.holding().quantity()),
          Decimals.price(asset.holding().averageCost()),
          price == null ? null : Decimals.price(price.price()),
          amount(asset.value()),
          Decimals.price(asset.holding().cost()),
          amount(asset.pnl()),
          percentage == null ? null : percentage.toPlainString(),
          price == null ? null : price.time(),
          asset.reason());
    }

    private static @Nullable String amount(@Nullable BigDecimal exact) {
      return exact == null ? null : Decimals.price(exact);
    }
  }

  public AssetApi(Assets assets, Symbols symbols) {
    this.assets = assets;
    this.symbols = symbols;
  }

  @GET
  @Operation(summary = "List the assets with their value and result at the latest prices")
  public List<AssetView> list(@Context ContainerRequestContext request) {
    return assets.all(CallerContext.of(request).accountId()).stream().map(AssetView::of).toList();
  }

  @GET
  @Path("/{symbol}")
  @Operation(summary = "Read an asset")
  public AssetView get(
      @RestPath @Parameter(description = "The asset by any name of it", example = "BTC")
          String symbol,
      @Context ContainerRequestContext request) {
    return AssetView.of(assets.get(CallerContext.of(request).accountId(), symbol));
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Add an asset",
      description =
          "A symbol that is not listed is accepted; it has no price until it is listed. An average buy"
              + " price of 0 stands for what was given, such as an airdrop.")
  @ResponseStatus(201)
  public AssetView add(
      @RequestBodySchema(NewAsset.class) byte[] bytes, @Context ContainerRequestContext request) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewAsset.class);
    Symbols.HoldingInstrument held =
        reader.resolve(
            body.pathOf("symbol"), body.string(reader, "symbol"), symbols::holdingInstrument);
    BigDecimal quantity = body.decimal(reader, QUANTITY, true);
    if (quantity != null && quantity.signum() <= 0) {
      reader.add(body.pathOf(QUANTITY), "must be above 0");
    }
    BigDecimal price = notNegative(reader, body, PRICE, true);
    reader.check();
    if (held == null || quantity == null || price == null) throw new IllegalStateException();
    ValuedHolding added =
        assets.add(CallerContext.of(request).actor(), held, new Lot(quantity, price));
    return AssetView.of(added);
  }

  @PUT
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Replace quantity and average buy price; 0 is allowed for both",
      description =
          "The response to a GET may be sent back: fields that cannot be changed are ignored, another"
              + " symbol is refused.")
  public AssetView put(
      @RestPath @Parameter(description = "The asset by any name of it", example = "BTC")
          String symbol,
      @RequestBodySchema(AssetReplacement.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    return change(symbol, JsonBody.read(bytes), AssetReplacement.class, CallerContext.of(request));
  }

  @PATCH
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Change the quantity, the average buy price or both")
  public AssetView patch(
      @RestPath @Parameter(description = "The asset by any name of it", example = "BTC")
          String symbol,
      @RequestBodySchema(AssetChange.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    return change(symbol, JsonBody.read(bytes), AssetChange.class, CallerContext.of(request));
  }

  @DELETE
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Remove an asset", description = "It can be restored within seven days.")
  public void delete(
      @RestPath @Parameter(description = "The asset by any name of it", example = "BTC")
          String symbol,
      @Context ContainerRequestContext request) {
    assets.delete(CallerContext.of(request).actor(), symbol);
  }

  @POST
  @Idempotent
  @Path("/{symbol}/restore")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Restore a removed asset",
      description =
          "With its quantity, price and time, within seven days of the removal; 409 when the account"
              + " has the asset again.")
  public AssetView restore(
      @RestPath @Parameter(description = "The asset by any name of it", example = "BTC")
          String symbol,
      @Context ContainerRequestContext request) {
    return AssetView.of(assets.restore(CallerContext.of(request).actor(), symbol));
  }

  private AssetView change(
      String symbol, JsonBody body, Class<? extends Record> type, Caller caller) {
    boolean all = type == AssetReplacement.class;
    FieldReader reader = new FieldReader();
    body.checkFields(reader, type, AssetView.class);
    if (body.has("symbol")) requireSame(reader, symbol, body, caller);
    BigDecimal quantity = notNegative(reader, body, QUANTITY, all);
    BigDecimal price = notNegative(reader, body, PRICE, all);
    if (!all && quantity == null && price == null && !reader.hasErrors()) {
      reader.add("body", "must have " + QUANTITY + " or " + PRICE);
    }
    reader.check();
    return AssetView.of(
        assets.change(
            caller.actor(),
            symbol,
            before ->
                new Lot(
                    Objects.requireNonNullElse(quantity, before.quantity()),
                    Objects.requireNonNullElse(price, before.price()))));
  }

  /// A body may name the asset of the path, by any name of it, and no other.
  private void requireSame(FieldReader reader, String symbol, JsonBody body, Caller caller) {
    String named = body.string(reader, "symbol");
    if (named != null && !assets.isNamed(caller.accountId(), symbol, named)) {
      reader.add(body.pathOf("symbol"), "cannot be changed; it is another than the asset's");
    }
  }

  private static @Nullable BigDecimal notNegative(
      FieldReader reader, JsonBody body, String name, boolean required) {
    BigDecimal value = body.decimal(reader, name, required);
    if (value != null && value.signum() < 0) reader.add(body.pathOf(name), "must not be below 0");
    return value;
  }
}
