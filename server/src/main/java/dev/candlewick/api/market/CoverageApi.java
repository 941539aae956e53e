package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.ingest.fetch.CoverageReport;
import dev.candlewick.market.Interval;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The coverage of every series.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/coverage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Series")
public final class CoverageApi {
  private final SeriesStore series;
  private final CoverageStore coverage;
  private final Symbols symbols;

  public CoverageApi(SeriesStore series, CoverageStore coverage, Symbols symbols) {
    this.series = series;
    this.coverage = coverage;
    this.symbols = symbols;
  }

  @GET
  @Operation(
      summary = "List the coverage of all series: what is stored, what is missing and why",
      description =
          "The state of a span is covered, missing, confirmed_empty (the venue has no candle either),"
              + " unavailable or failed.")
  public List<CoverageReport> get(
      @RestQuery @Parameter(description = "A market by any spelling", example = "BTCUSDT")
          @Nullable String symbol,
      @RestQuery
          @ValuesOf(Interval.class)
          @Parameter(description = "Length of a candle, case-sensitive")
          @Nullable String interval,
      @RestQuery @Parameter(description = "A venue, or posted") @Nullable String provider) {
    FieldReader reader = new FieldReader();
    Interval wanted = reader.interval("query.interval", interval);
    reader.check();
    return CoverageReport.of(series, coverage, provider, symbols.symbolInFilter(symbol), wanted);
  }
}
