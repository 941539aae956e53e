package dev.candlewick.api.market;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Series;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// Changing and deleting whole series; `GET /api/v1/coverage` lists them.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Series", description = "All candles of one market, interval and source")
public final class SeriesApi {
  private final SeriesStore series;

  /// A change of a series.
  @Schema(examples = "{\"follow\": true}")
  public record SeriesChange(
      @Schema(description = "Whether the server keeps it current") boolean follow) {}

  /// A series after a change.
  public record FollowedSeries(int seriesId, boolean follow) {}

  /// A series that was deleted.
  public record DeletedSeries(int seriesId, long candlesDeleted) {}

  public SeriesApi(SeriesStore series) {
    this.series = series;
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Follow a series, or stop following it",
      description = "A followed series is kept current from its venue.")
  public FollowedSeries follow(
      @RestPath @IdOf("series") String id, @RequestBodySchema(SeriesChange.class) byte[] bytes) {
    Series entry = find(id);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, SeriesChange.class);
    if (!body.has("follow")) reader.add(body.pathOf("follow"), "is required");
    boolean follow = body.flag(reader, "follow");
    if (entry.provider().equals(Series.POSTED)) {
      reader.add(body.pathOf("follow"), "needs a series of a venue; this one is posted");
    }
    reader.check();
    series.setFollow(entry.id(), follow);
    return new FollowedSeries(entry.id(), follow);
  }

  @DELETE
  @Idempotent
  @Access(anonymous = Anonymous.WORKSPACE, scope = Scope.MARKET_WRITE)
  @Path("/{id}")
  @Operation(
      summary = "Delete a series",
      description = "With all its candles, corrections and coverage.")
  public DeletedSeries delete(@RestPath @IdOf("series") String id) {
    Series entry = find(id);
    return new DeletedSeries(entry.id(), series.delete(entry.id()));
  }

  private Series find(String id) {
    try {
      return series.find(Integer.parseInt(id)).orElseThrow(() -> missing(id));
    } catch (NumberFormatException e) {
      throw missing(id);
    }
  }

  private static ApiException missing(String id) {
    return ApiException.notFound("There is no series " + QuotedText.of(id));
  }
}
