package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.PageLinks;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.market.Decimals;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.store.price.TickStore.Filter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Polled prices (document 001).
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/prices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Prices", description = "Prices of instruments in US dollars, polled once a minute")
public final class PriceApi {
  private static final String LAST = "last";
  private static final int MAX_DIGITS = 12;

  private final TickStore ticks;
  private final InstrumentStore instruments;
  private final Symbols symbols;

  /// A polled price.
  ///
  /// @param assetSymbol the instrument's ticker; `symbol` is the same
  /// @param instrument its id; two instruments may share a ticker
  /// @param price in US dollars, with at least two decimals
  public record PolledPrice(
      long id,
      String assetSymbol,
      String symbol,
      String instrument,
      @DecimalText String price,
      Instant timestamp) {
    static PolledPrice of(TickStore.Row row) {
      return new PolledPrice(
          row.id(),
          row.ticker(),
          row.ticker(),
          row.coinGeckoId(),
          Decimals.price(row.price()),
          row.polledAt());
    }
  }

  /// One page of polled prices.
  ///
  /// @param count of all pages
  /// @param next null on the last page
  /// @param previous null on the first page
  public record PricePage(
      long count, @Nullable String next, @Nullable String previous, List<PolledPrice> results) {}

  public PriceApi(TickStore ticks, InstrumentStore instruments, Symbols symbols) {
    this.ticks = ticks;
    this.instruments = instruments;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "List polled prices, newest first",
      description =
          "In US dollars, one timestamp for each poll. The last page has no next, the first no"
              + " previous.")
  public PricePage list(
      @BeanParam PriceParameters query,
      @Context HttpServerRequest request,
      @Context ContainerRequestContext context) {
    FieldReader reader = new FieldReader();
    Instant from = reader.time("query.from_date", FieldReader.blankToNull(query.fromDate));
    Instant to = reader.inclusiveEnd("query.to_date", FieldReader.blankToNull(query.toDate));
    int limit =
        (int)
            reader.integer(
                "query.limit",
                FieldReader.blankToNull(query.limit),
                PriceParameters.DEFAULT_LIMIT,
                1,
                PriceParameters.MAX_LIMIT);
    reader.checkParameters();
    Filter filter = new Filter(symbols.instrumentIds(query.symbol, instruments.list()), from, to);
    long number = pageNumber(FieldReader.blankToNull(query.page), filter, limit);
    TickStore.Page page = ticks.page(filter, limit, (number - 1) * limit);
    long last = lastPage(page.total(), limit);
    if (number > last) throw invalidPage();
    PageLinks links = PageLinks.of(request, ClientAddress.of(context).url(), "page");
    return new PricePage(
        page.total(),
        number == last ? null : links.page(number + 1),
        number == 1 ? null : links.page(number - 1),
        page.rows().stream().map(PolledPrice::of).toList());
  }

  private long pageNumber(@Nullable String text, Filter filter, int limit) {
    if (text == null) return 1;
    if (text.equals(LAST)) return lastPage(ticks.count(filter), limit);
    if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) throw invalidPage();
    long number = Long.parseLong(text);
    if (number < 1) throw invalidPage();
    return number;
  }

  private static long lastPage(long total, int limit) {
    return Math.max(1, Math.ceilDiv(total, limit));
  }

  private static ApiException invalidPage() {
    return ApiException.notFound("Invalid page.");
  }
}
