package dev.candlewick.api.chart;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.http.Workshop;
import dev.candlewick.api.http.Workshop.Kind;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.plot.CandlePlot;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Subject;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Stored candles as a picture.
@Access(anonymous = Anonymous.ANYONE)
@Path("/api/v1/candles/plot")
@NonBlocking
@Tag(name = "Candles")
public final class CandlePlotApi {
  private static final int DEFAULT_CANDLES = 200;

  private final SeriesStore dictionary;
  private final SeriesCache cache;
  private final Symbols symbols;
  private final Workshop workshop;

  public CandlePlotApi(
      SeriesStore dictionary, SeriesCache cache, Symbols symbols, Workshop workshop) {
    this.dictionary = dictionary;
    this.cache = cache;
    this.symbols = symbols;
    this.workshop = workshop;
  }

  /// Which candles, as text.
  public static final class Which {
    @RestQuery
    @Parameter(description = "BTCUSDT, BTC/USDT, BTC", required = true, example = "BTCUSDT")
    @Nullable String symbol;

    @RestQuery
    @Parameter(description = "1s to 1M, default 1d", example = "1h")
    @Nullable String interval;

    @RestQuery
    @Parameter(description = "first open time; by default the newest 200 candles are drawn")
    @Nullable String from;

    @RestQuery
    @Parameter(description = "last open time")
    @Nullable String to;

    @RestQuery
    @Parameter(description = "whose candles; by default the best source there is")
    @Nullable String provider;
  }

  @GET
  @RateLimited(RateLimit.HEAVY)
  @Produces({"image/png", "image/svg+xml"})
  @Operation(summary = "Candlesticks and volume of what is stored, as a picture")
  public Uni<Response> plot(@BeanParam Which which, @BeanParam PictureParameters look) {
    return workshop.later(() -> {
      Faults faults = new Faults();
      PictureOptions options = look.read(faults);
      String wanted = which.interval == null ? Interval.D1.code() : which.interval;
      Interval interval = faults.interval("query.interval", wanted);
      Instant from = faults.time("query.from", which.from);
      Instant to = faults.time("query.to", which.to);
      faults.ordered("query.from", from, to);
      if (which.symbol == null || which.symbol.isBlank()) faults.add("query.symbol", "is required");
      faults.check();
      if (which.symbol == null || interval == null) throw new IllegalStateException("unchecked");
      Series series = series(which.symbol, interval, which.provider);
      CandlePlot plot = new CandlePlot(subject(series), interval, candles(series, from, to));
      Picture picture = workshop.run(Kind.PICTURES, () -> plot.picture(options));
      return Response.ok(picture.bytes(), picture.mediaType()).build();
    });
  }

  private static Subject subject(Series series) {
    return new Subject(series.symbol().toString(), series.symbol().quote(), series.provider());
  }

  private Series series(String symbol, Interval interval, @Nullable String provider) {
    return dictionary.list(provider, symbols.inFilter(symbol), interval).stream()
        .filter(series -> series.candles() > 0)
        .findFirst()
        .orElseThrow(() -> nothing(Faults.shown(symbol) + " " + interval));
  }

  private CandleSeries candles(Series series, @Nullable Instant from, @Nullable Instant to) {
    Instant last = series.lastOpen() == null ? Instant.EPOCH : series.lastOpen();
    Instant end = series.grid().next(series.grid().floor(to == null ? last : to));
    Instant start = from == null ? series.grid().plus(end, -DEFAULT_CANDLES) : from;
    CandleSeries candles = cache.series(series, start, end);
    if (candles.size() == 0) throw nothing(series.symbol() + " " + series.interval());
    return candles;
  }

  private static ApiException nothing(String what) {
    return new ApiException(ErrorCode.NO_DATA, "No candles of " + what + " are stored there");
  }
}
