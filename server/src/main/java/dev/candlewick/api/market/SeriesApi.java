package dev.candlewick.api.market;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Series;
import dev.candlewick.overview.SeriesOverview;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.CoverageStrip;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The stored series and their coverage; changing and deleting whole series. `GET /api/v1/coverage`
/// lists every span of all.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Series", description = "All candles of one market, interval and source")
public final class SeriesApi {
  private static final int DEFAULT_BUCKETS = 240;
  private static final int MIN_BUCKETS = 10;
  private static final int MAX_BUCKETS = 2000;
  private static final int DEFAULT_GAPS = 100;
  private static final int MAX_GAPS = 1000;

  private final SeriesStore series;
  private final SeriesOverview overview;
  private final Symbols symbols;
  private final InstantSource clock;

  /// The series of a list.
  ///
  /// @param asOf the time of the response
  public record SeriesList(Instant asOf, SeriesTotals totals, List<SeriesView> series) {}

  /// The totals of a list.
  ///
  /// @param withMissing series with candles that can be fetched and are not stored
  public record SeriesTotals(int series, long candles, long withMissing) {
    private static SeriesTotals of(List<SeriesOverview.Row> rows) {
      return new SeriesTotals(
          rows.size(),
          rows.stream().mapToLong(row -> row.series().candles()).sum(),
          rows.stream().filter(SeriesOverview.Row::lacksCandles).count());
    }
  }

  /// A series with its coverage at the resolution of a screen.
  ///
  /// @param market the name of its market: `BTCUSDT@binance`
  /// @param symbol `BTC/USDT`; joined where base and quote of a posted name are not known
  /// @param posted whether its candles were posted and are of no venue
  /// @param candles all stored candles, whatever the stretch
  /// @param from the first grid time of the stretch
  /// @param to its end, exclusive: that of the last candle that must be there by now
  /// @param coveredPercent of the candles that the venue has or may have; null when it is not known
  ///   how many these are
  /// @param missing grid times of the stretch not requested yet, or holes not confirmed yet; null
  ///   when not known
  /// @param spans at most `buckets`, which cover the stretch exactly; each shows the worst state in
  ///   it
  /// @param note what limits the series; null when nothing does
  public record SeriesView(
      int seriesId,
      String market,
      String provider,
      String symbol,
      Interval interval,
      boolean simulated,
      boolean posted,
      boolean follow,
      long candles,
      long corrections,
      @Nullable Instant firstOpen,
      @Nullable Instant lastOpen,
      Instant from,
      Instant to,
      @DecimalText @Nullable String coveredPercent,
      @Nullable Long missing,
      long failed,
      long confirmedEmpty,
      long unavailable,
      List<SeriesSpan> spans,
      @Nullable String note) {
    static SeriesView of(SeriesOverview.Row row) {
      Series series = row.series();
      CoverageStrip strip = row.strip();
      return new SeriesView(
          series.id(),
          series.symbol().joined() + "@" + series.provider(),
          series.provider(),
          series.symbol().toString(),
          series.interval(),
          series.provider().equals(Series.SIMULATED),
          series.provider().equals(Series.POSTED),
          series.follow(),
          series.candles(),
          series.corrections(),
          series.firstOpen(),
          series.lastOpen(),
          row.from(),
          row.to(),
          row.covered() == null ? null : row.covered().toPlainString(),
          row.missing(),
          strip.count(Coverage.State.FAILED),
          strip.count(Coverage.State.CONFIRMED_EMPTY),
          strip.count(Coverage.State.UNAVAILABLE),
          strip.parts().stream().map(SeriesSpan::of).toList(),
          row.note());
    }
  }

  /// A part of a stretch, `from <= time < to`.
  ///
  /// @param candles grid times in it
  public record SeriesSpan(Instant from, Instant to, Coverage.State state, long candles) {
    static SeriesSpan of(CoverageStrip.Part part) {
      return new SeriesSpan(part.from(), part.to(), part.state(), part.candles());
    }
  }

  /// A range without candles, `from <= time < to`.
  ///
  /// @param candles grid times in it
  /// @param reason null where the state is sufficient
  public record SeriesGap(
      Instant from, Instant to, Coverage.State state, long candles, @Nullable String reason) {
    static SeriesGap of(SeriesOverview.Gap gap) {
      Coverage.Span span = gap.span();
      return new SeriesGap(span.from(), span.to(), span.state(), gap.candles(), span.reason());
    }
  }

  /// A series with the gaps of a stretch.
  ///
  /// @param gaps the newest first
  /// @param gapsTotal the number of all gaps of the stretch
  public record SeriesDetail(
      @JsonUnwrapped SeriesView series, List<SeriesGap> gaps, long gapsTotal) {}

  /// A change of a series.
  @Schema(examples = "{\"follow\": true}")
  public record SeriesChange(
      @Schema(description = "Whether the server keeps it current") boolean follow) {}

  /// A series after a change.
  public record FollowedSeries(int seriesId, boolean follow) {}

  /// A series that was deleted.
  public record DeletedSeries(int seriesId, long candlesDeleted) {}

  public SeriesApi(
      SeriesStore series, SeriesOverview overview, Symbols symbols, InstantSource clock) {
    this.series = series;
    this.overview = overview;
    this.symbols = symbols;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "List the series with their coverage at the resolution of a screen",
      description =
          "The stretch of a series is from its first candle to now. It is divided into at most"
              + " `buckets` parts; each shows the worst state in it: failed, missing,"
              + " confirmed_empty, unavailable, covered. Adjacent equal ones are joined.")
  public SeriesList list(
      @RestQuery
          @WholeNumber(min = MIN_BUCKETS, max = MAX_BUCKETS, defaultValue = DEFAULT_BUCKETS)
          @Parameter(description = "Most spans of a series")
          @Nullable String buckets,
      @RestQuery @Parameter(description = "A venue, or posted") @Nullable String provider,
      @RestQuery @Parameter(description = "A market by any spelling", example = "BTCUSDT")
          @Nullable String symbol,
      @RestQuery
          @ValuesOf(Interval.class)
          @Parameter(description = "Length of a candle, case-sensitive")
          @Nullable String interval) {
    FieldReader reader = new FieldReader();
    int most = readBuckets(reader, buckets);
    Interval wanted = reader.interval("query.interval", interval);
    reader.check();
    Instant now = clock.instant();
    List<SeriesOverview.Row> rows =
        overview.list(provider, symbols.symbolInFilter(symbol), wanted, most);
    return new SeriesList(now, SeriesTotals.of(rows), rows.stream().map(SeriesView::of).toList());
  }

  private static int readBuckets(FieldReader reader, @Nullable String text) {
    return (int) reader.integer("query.buckets", text, DEFAULT_BUCKETS, MIN_BUCKETS, MAX_BUCKETS);
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a stretch of a series: its coverage, and its gaps with their reasons",
      description = "The stretch is the whole one of the list, unless `from` or `to` narrow it.")
  public SeriesDetail get(
      @RestPath @IdOf("series") String id,
      @RestQuery @Parameter(description = "The begin of the stretch", example = "2021-01-01")
          @Nullable String from,
      @RestQuery
          @Parameter(description = "Its end, exclusive; now by default", example = "2021-02-01")
          @Nullable String to,
      @RestQuery
          @WholeNumber(min = MIN_BUCKETS, max = MAX_BUCKETS, defaultValue = DEFAULT_BUCKETS)
          @Parameter(description = "Most spans")
          @Nullable String buckets,
      @RestQuery
          @WholeNumber(min = 1, max = MAX_GAPS, defaultValue = DEFAULT_GAPS)
          @Parameter(description = "Most gaps")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    Instant start = reader.time("query.from", from);
    Instant end = reader.time("query.to", to);
    reader.requireOrdered("query.from", start, end);
    int most = readBuckets(reader, buckets);
    int gaps = (int) reader.integer("query.limit", limit, DEFAULT_GAPS, 1, MAX_GAPS);
    reader.check();
    SeriesOverview.Detail detail =
        overview.detail(find(id), new SeriesOverview.Zoom(start, end, most, gaps));
    return new SeriesDetail(
        SeriesView.of(detail.row()),
        detail.gaps().stream().map(SeriesGap::of).toList(),
        detail.total());
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
