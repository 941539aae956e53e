package dev.candlewick.api.portfolio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
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
import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What an account holds (document 002). Without credentials, on this machine, it is the public
/// workspace's.
@Access(anonymous = Anonymous.WORKSPACE)
@Path("/api/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Assets")
public final class AssetApi {
  private static final String QUANTITY = "quantity";
  private static final String PRICE = "average_buy_price";

  private final Assets assets;
  private final Symbols symbols;

  /// An asset. Decimals are texts, plain and exact; the percentage has two decimals. All amounts
  /// are in US dollars; what depends on a price is null until there is one.
  ///
  /// @param id the instrument's number
  /// @param symbol its ticker
  /// @param instrument CoinGecko's id, which tells two of one ticker apart; null where no list has
  ///   it
  /// @param priceTimestamp when the latest price was polled
  /// @param reason why the percentage, or all that depends on a price, is null; null when none is
  public record View(
      long id,
      String symbol,
      @Nullable String instrument,
      String quantity,
      String averageBuyPrice,
      @Nullable String latestPrice,
      @Nullable String currentValue,
      String costBasis,
      @Nullable String pnl,
      @Nullable String pnlPercentage,
      @Nullable Instant priceTimestamp,
      @Nullable String reason) {
    private static final String[] FIELDS =
        Arrays.stream(View.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(new SnakeCaseStrategy()::translate)
            .toArray(String[]::new);

    static View of(ValuedHolding asset) {
      Price price = asset.price();
      BigDecimal percentage = asset.pnlPercentage();
      return new View(
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
  public List<View> list(@Context ContainerRequestContext request) {
    return assets.all(CallerContext.of(request).accountId()).stream().map(View::of).toList();
  }

  @GET
  @Path("/{symbol}")
  @Operation(summary = "One asset, by any name of it")
  public View get(@RestPath String symbol, @Context ContainerRequestContext request) {
    return View.of(assets.get(CallerContext.of(request).accountId(), symbol));
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Add an asset",
      description =
          "A symbol that no venue knows is taken too; it has no price until one does. An average buy"
              + " price of 0 is what was given, an airdrop.")
  public Response add(byte[] bytes, @Context ContainerRequestContext request) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, "symbol", QUANTITY, PRICE);
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
    return Response.status(Response.Status.CREATED).entity(View.of(added)).build();
  }

  @PUT
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(
      summary = "Replace quantity and average buy price; 0 is allowed for both",
      description =
          "What a GET answers may be sent back: fields that are read only are ignored, another symbol"
              + " is refused.")
  public View put(@RestPath String symbol, byte[] bytes, @Context ContainerRequestContext request) {
    return change(symbol, JsonBody.read(bytes), true, CallerContext.of(request));
  }

  @PATCH
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Change the quantity, the average buy price or both")
  public View patch(
      @RestPath String symbol, byte[] bytes, @Context ContainerRequestContext request) {
    return change(symbol, JsonBody.read(bytes), false, CallerContext.of(request));
  }

  @DELETE
  @Idempotent
  @Path("/{symbol}")
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Remove an asset")
  public void delete(@RestPath String symbol, @Context ContainerRequestContext request) {
    assets.delete(CallerContext.of(request).actor(), symbol);
  }

  private View change(String symbol, JsonBody body, boolean all, Caller caller) {
    FieldReader reader = new FieldReader();
    body.checkFields(reader, View.FIELDS);
    if (body.has("symbol")) requireSame(reader, symbol, body, caller);
    BigDecimal quantity = notNegative(reader, body, QUANTITY, all);
    BigDecimal price = notNegative(reader, body, PRICE, all);
    if (!all && quantity == null && price == null && !reader.hasErrors()) {
      reader.add("body", "must have " + QUANTITY + " or " + PRICE);
    }
    reader.check();
    return View.of(
        assets.change(
            caller.actor(),
            symbol,
            before ->
                new Lot(
                    Objects.requireNonNullElse(quantity, before.quantity()),
                    Objects.requireNonNullElse(price, before.price()))));
  }

  /// A body may name its asset, by any name of it, and nothing else.
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
