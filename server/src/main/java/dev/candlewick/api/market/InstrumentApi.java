package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.PathIds;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.Decimals;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Series;
import dev.candlewick.overview.InstrumentPrices;
import dev.candlewick.overview.InstrumentPrices.VenuePrice;
import dev.candlewick.overview.PriceSource;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.InstrumentStore.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The instruments of this installation.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/instruments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Instruments", description = "The coins of this installation")
public final class InstrumentApi {
  /// The form of an id in `TARGET_ASSETS`.
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private static final Pattern TICKER = Pattern.compile("[\\p{L}\\p{N}._$-]{1,30}");
  private static final Pattern NAME = Pattern.compile("\\S.{0,99}");

  private final InstrumentStore instruments;
  private final Catalog catalog;
  private final Symbols symbols;
  private final InstrumentPrices prices;

  /// An instrument.
  ///
  /// @param coingeckoId null for an instrument that is not listed
  public record InstrumentView(
      long id, @Nullable String coingeckoId, String ticker, String name, boolean isActive) {
    static InstrumentView of(Row row) {
      return new InstrumentView(
          row.id(), row.coinGeckoId(), row.ticker(), row.name(), row.active());
    }
  }

  /// An instrument to add.
  ///
  /// @param ticker null: the listed one, or the id
  /// @param name null: the listed one, or the id
  /// @param isActive whether its price is polled; null: it is
  @Schema(
      examples =
          """
          {"coingecko_id": "litecoin", "ticker": "LTC", "name": "Litecoin", "is_active": true}
          """)
  public record NewInstrument(
      @Schema(description = "The id of the instrument at CoinGecko", maxLength = 100)
          String coingeckoId,
      @Schema(description = "The listed ticker, or the id, by default", maxLength = 30)
          @Nullable String ticker,
      @Schema(description = "The listed name, or the id, by default", maxLength = 100)
          @Nullable String name,
      @Schema(description = "Whether its price is polled; true by default")
          @Nullable Boolean isActive) {}

  /// A change of an instrument.
  @Schema(examples = "{\"is_active\": false}")
  public record InstrumentChange(
      @Schema(description = "Whether its price is polled") boolean isActive) {}

  /// The newest known prices of an instrument.
  ///
  /// @param aliases other names of it in small letters, at most 12
  /// @param prices of each venue that has it and of which a price is known
  public record InstrumentPriceList(
      RankedInstrument instrument, List<String> aliases, List<InstrumentPrice> prices) {}

  /// An instrument with its rank by market capitalisation.
  ///
  /// @param symbol its ticker
  /// @param rank 1 is the largest; null where it is not known
  public record RankedInstrument(String id, String symbol, String name, @Nullable Integer rank) {
    static RankedInstrument of(Instrument one) {
      return new RankedInstrument(one.id(), one.ticker(), one.name(), one.rank());
    }
  }

  /// The newest known price of an instrument at one venue.
  ///
  /// @param market its name, as in topics of the stream
  /// @param symbol base and quote with a slash
  /// @param simulated whether the price is made up
  /// @param price in the quote
  /// @param priceAt its time; of a candle its end
  /// @param expectedSeconds between two updates of the price; null when none are expected
  public record InstrumentPrice(
      String market,
      String provider,
      String symbol,
      String quote,
      boolean simulated,
      @DecimalText @Nullable String price,
      @Nullable Instant priceAt,
      PriceSource source,
      @Nullable Long expectedSeconds) {
    static InstrumentPrice of(VenuePrice one) {
      return new InstrumentPrice(
          one.market(),
          one.provider(),
          one.symbol().toString(),
          one.symbol().quote(),
          one.provider().equals(Series.SIMULATED),
          Decimals.plain(one.price().price()),
          one.price().at(),
          one.price().source(),
          one.expectedSeconds());
    }
  }

  public InstrumentApi(
      InstrumentStore instruments, Catalog catalog, Symbols symbols, InstrumentPrices prices) {
    this.instruments = instruments;
    this.catalog = catalog;
    this.symbols = symbols;
    this.prices = prices;
  }

  @GET
  @Path("/{instrument}/prices")
  @Operation(
      summary = "List the newest known prices of an instrument at all venues",
      description =
          "From the venues' feeds, the stored candles and the poll; no request is sent to a venue for"
              + " a price.")
  public InstrumentPriceList prices(
      @RestPath @Parameter(description = "The instrument by any name of it", example = "bitcoin")
          String instrument) {
    Instrument meant = symbols.instrument(instrument);
    return new InstrumentPriceList(
        RankedInstrument.of(meant),
        prices.aliases(meant),
        prices.prices(meant).stream().map(InstrumentPrice::of).toList());
  }

  @GET
  @Operation(summary = "List the instruments by ticker")
  public List<InstrumentView> list() {
    return instruments.list().stream().map(InstrumentView::of).toList();
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
  @Operation(
      summary = "Add an instrument by CoinGecko's id",
      description =
          "Its price is polled from the next poll on, unless is_active is false. Without ticker and"
              + " name it has the listed ones, or the id.")
  @ResponseStatus(201)
  public InstrumentView add(
      @RequestBodySchema(NewInstrument.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewInstrument.class);
    String id = body.string(reader, "coingecko_id");
    reader.require(body.pathOf("coingecko_id"), id, id);
    String lower = matching(reader, body.pathOf("coingecko_id"), lower(id), ID);
    String ticker = matching(reader, body.pathOf("ticker"), body.string(reader, "ticker"), TICKER);
    String name = matching(reader, body.pathOf("name"), body.string(reader, "name"), NAME);
    boolean active = !body.has("is_active") || body.flag(reader, "is_active");
    reader.check();
    if (lower == null) throw new IllegalStateException("unchecked fault");
    Instrument known = catalog.instrumentById(lower);
    Instrument added =
        new Instrument(
            lower,
            ticker == null ? known.ticker() : ticker.toUpperCase(Locale.ROOT),
            name == null ? known.name() : name.strip());
    Row row =
        instruments
            .add(CallerContext.of(request).actor(), added, active)
            .orElseThrow(() -> taken(lower));
    return InstrumentView.of(row);
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
  @Path("/{id}")
  @Operation(summary = "Switch the polling of an instrument's price on or off")
  public InstrumentView change(
      @RestPath @IdOf("instrument") String id,
      @RequestBodySchema(InstrumentChange.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, InstrumentChange.class);
    boolean active = body.flag(reader, "is_active");
    if (!body.has("is_active")) reader.add(body.pathOf("is_active"), "is required");
    reader.check();
    return instruments
        .setActive(CallerContext.of(request).actor(), PathIds.parse("instrument", id), active)
        .map(InstrumentView::of)
        .orElseThrow(() -> PathIds.notFound("instrument", id));
  }

  private ApiException taken(String coinGeckoId) {
    String number =
        instruments.findByCoinGeckoId(coinGeckoId).map(row -> " " + row.id()).orElse("");
    return new ApiException(
        ErrorCode.CONFLICT, coinGeckoId + " is instrument" + number + " already; PATCH changes it");
  }

  private static @Nullable String matching(
      FieldReader reader, String field, @Nullable String text, Pattern form) {
    if (text == null || form.matcher(text).matches()) return text;
    reader.add(field, "is not well-formed; got " + QuotedText.of(text));
    return null;
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
  }
}
