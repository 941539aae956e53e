package dev.candlewick.api.journal;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.journal.JournalSummary;
import dev.candlewick.store.ledger.PositionStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The results of the caller's positions (document 003).
@Access(anonymous = Anonymous.NONE)
@Path("/api/v1/portfolio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Trade journal")
public final class JournalApi {
  private final PositionStore positions;

  /// The totals of an account's positions.
  ///
  /// @param totalRealizedPnl exact, with at least eight decimals; the sum over all quote
  ///   currencies, as document 003 defines it
  /// @param winRate the percentage of the closed positions that gained, rounded to two decimals; 0
  ///   when none is closed
  public record JournalSummaryView(
      @DecimalText String totalRealizedPnl,
      long openPositions,
      long closedPositions,
      long winningTrades,
      long losingTrades,
      double winRate) {
    static JournalSummaryView of(JournalSummary summary) {
      return new JournalSummaryView(
          PositionView.text(summary.totalRealizedPnl()),
          summary.openPositions(),
          summary.closedPositions(),
          summary.winningTrades(),
          summary.losingTrades(),
          summary.winRate().doubleValue());
    }
  }

  public JournalApi(PositionStore positions) {
    this.positions = positions;
  }

  @GET
  @Path("/summary")
  @Operation(summary = "Sum up your positions: result, counts and win rate")
  public JournalSummaryView summary(@Context ContainerRequestContext request) {
    return JournalSummaryView.of(positions.summary(CallerContext.of(request).accountId()));
  }
}
