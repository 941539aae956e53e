package dev.candlewick.api.journal;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.journal.JournalSummary;
import dev.candlewick.store.ledger.PositionFilter;
import dev.candlewick.store.ledger.PositionStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The results of the caller's positions (document 003).
@Access(anonymous = Anonymous.NONE)
@Path("/api/v1/portfolio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Trade journal")
public final class JournalApi {
  private final PositionStore positions;
  private final Symbols symbols;

  /// The totals of an account's positions.
  ///
  /// @param totalRealizedPnl exact, with at least eight decimals; the sum over all quote
  ///   currencies, as document 003 defines it
  /// @param winRate the percentage of the closed positions that gained, rounded to two decimals; 0
  ///   when none is closed
  /// @param quotes the quote currencies that the total adds up
  public record JournalSummaryView(
      @DecimalText String totalRealizedPnl,
      long openPositions,
      long closedPositions,
      long winningTrades,
      long losingTrades,
      double winRate,
      List<String> quotes) {
    public JournalSummaryView {
      quotes = List.copyOf(quotes);
    }

    static JournalSummaryView of(JournalSummary summary) {
      return new JournalSummaryView(
          PositionView.text(summary.totalRealizedPnl()),
          summary.openPositions(),
          summary.closedPositions(),
          summary.winningTrades(),
          summary.losingTrades(),
          summary.winRate().doubleValue(),
          List.copyOf(summary.quotes()));
    }
  }

  public JournalApi(PositionStore positions, Symbols symbols) {
    this.positions = positions;
    this.symbols = symbols;
  }

  @GET
  @Path("/summary")
  @Operation(summary = "Sum up your positions: result, counts and win rate")
  public JournalSummaryView summary(@Context ContainerRequestContext request) {
    return JournalSummaryView.of(positions.summary(CallerContext.of(request).accountId()));
  }

  @GET
  @Path("/statistics")
  @Operation(
      summary = "Compute the statistics of your closed positions for each quote currency",
      description =
          "The filters are those of /api/v1/trades. A result belongs to the day of the closing in the"
              + " zone. Amounts of different quote currencies are never added up.")
  public JournalStatisticsView statistics(
      @Context ContainerRequestContext request,
      @BeanParam PositionFilters query,
      @RestQuery
          @Parameter(
              description = "The time zone of the days; UTC by default",
              example = "Europe/Berlin")
          @Nullable String zone) {
    FieldReader reader = new FieldReader();
    PositionFilter filter = query.filter(reader, symbols);
    ZoneId days = reader.zone("query.zone", FieldReader.blankToNull(zone), ZoneOffset.UTC);
    reader.check();
    return JournalStatisticsView.of(
        positions.statistics(CallerContext.of(request).accountId(), filter, days));
  }
}
