package dev.candlewick.api.chart;

import dev.candlewick.analytics.Statistics;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.Answers;
import dev.candlewick.api.http.Answers.Answer;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.http.Workshop;
import dev.candlewick.api.http.Workshop.Kind;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.plot.EnrichedPlot;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Subject;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.series.Resample;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Prices over time and what can be computed from them (document 000). An answer that still holds
/// is sent from memory by the event loop; everything else waits and computes elsewhere.
@Access(anonymous = Anonymous.ANYONE)
@RateLimited(RateLimit.HEAVY)
@Path("/api/v1/market_chart")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Market chart")
public final class MarketChartApi {
  private final MarketCharts charts;
  private final Symbols symbols;
  private final Answers answers;
  private final Workshop workshop;

  public MarketChartApi(MarketCharts charts, Symbols symbols, Answers answers, Workshop workshop) {
    this.charts = charts;
    this.symbols = symbols;
    this.answers = answers;
    this.workshop = workshop;
  }

  /// A chart, what was asked of it, and the points that are left after trimming.
  private record Drawn(ChartQuery query, MarketChart chart, PriceSeries prices) {}

  @GET
  @Operation(
      summary = "Prices over time",
      description =
          "Points with naive UTC times. as_of says how old they are, stale that newer ones could not be"
              + " had.")
  public Uni<Response> points(
      @RestQuery @Nullable String symbol,
      @RestQuery @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "points",
        new Asked(symbol, currency, query),
        drawn ->
            ChartJson.points(
                drawn.query().name(drawn.chart(), symbols),
                drawn.query().request().currency(),
                drawn.chart(),
                drawn.prices()));
  }

  @GET
  @Path("/stats")
  @Operation(summary = "Summary statistics of the prices")
  public Uni<Response> statistics(
      @RestQuery @Nullable String symbol,
      @RestQuery @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "stats",
        new Asked(symbol, currency, query),
        drawn -> ChartJson.statistics(drawn.chart(), Statistics.of(drawn.prices().price())));
  }

  @GET
  @Path("/dataframe")
  @Operation(
      summary = "The prices with returns, rolling mean, volatility and normalised price",
      description = "Trimmed, then resampled, then computed.")
  public Uni<Response> dataframe(
      @RestQuery @Nullable String symbol,
      @RestQuery @Nullable String currency,
      @BeanParam ChartParameters query) {
    return json(
        "frame",
        new Asked(symbol, currency, query),
        drawn -> ChartJson.frame(drawn.chart(), drawn.query().frame(drawn.prices())));
  }

  @GET
  @Path("/{symbol}/{currency}/plot-enriched")
  @Produces({"image/png", "image/svg+xml"})
  @Operation(
      summary = "The same as a picture in three panels",
      description = "PNG, or SVG with format=svg; 200 to 4000 pixels a side; light or dark.")
  public Uni<Response> plot(
      @RestPath String symbol,
      @RestPath String currency,
      @BeanParam ChartParameters query,
      @BeanParam PictureParameters look) {
    Asked asked = new Asked(symbol, currency, query);
    String question = asked.question("plot") + "\n" + look.key();
    return answer(
        question,
        query,
        () -> {
          Faults faults = new Faults();
          PictureOptions options = look.read(faults);
          Drawn drawn = drawn(asked, faults, "path.");
          Picture picture = workshop.run(Kind.PICTURES, () -> picture(drawn, options));
          return made(picture.bytes(), picture.mediaType(), drawn.chart());
        });
  }

  /// The texts of a question.
  private record Asked(@Nullable String symbol, @Nullable String currency, ChartParameters query) {
    String question(String kind) {
      return String.join(
          "\n",
          kind,
          Objects.requireNonNullElse(symbol, ""),
          Objects.requireNonNullElse(currency, ""),
          query.key());
    }
  }

  private Uni<Response> json(String kind, Asked asked, Function<Drawn, byte[]> body) {
    return answer(
        asked.question(kind),
        asked.query(),
        () -> {
          Drawn drawn = drawn(asked, new Faults(), "query.");
          byte[] bytes = workshop.run(Kind.FIGURES, () -> body.apply(drawn));
          return made(bytes, MediaType.APPLICATION_JSON, drawn.chart());
        });
  }

  private Uni<Response> answer(String question, ChartParameters query, Supplier<Answer> make) {
    Answer known = answers.find(question);
    if (known != null) return Uni.createFrom().item(respond(known, query));
    return workshop.later(() -> {
      Answer made = make.get();
      answers.keep(question, made);
      return respond(made, query);
    });
  }

  private static Response respond(Answer answer, ChartParameters query) {
    return answer.response(query.ifNoneMatch);
  }

  private static Answer made(byte[] body, String mediaType, MarketChart chart) {
    return new Answer(
        body,
        mediaType,
        Map.of(
            "X-Provider", chart.provider(),
            "X-As-Of", ChartJson.asOf(chart),
            "X-Stale", Boolean.toString(chart.stale())),
        chart.validity());
  }

  private Drawn drawn(Asked asked, Faults faults, String place) {
    ChartQuery query =
        ChartQuery.read(
            new ChartQuery.Reading(faults, symbols, charts, place),
            asked.symbol(),
            asked.currency(),
            asked.query());
    MarketChart chart = chart(query, place);
    return new Drawn(query, chart, query.trimmed(chart));
  }

  /// Where no source has the name, the lists say more about it than the last venue.
  private MarketChart chart(ChartQuery query, String place) {
    try {
      return charts.chart(query.provider(), query.request());
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.UNKNOWN_QUOTE) {
        throw ApiException.validation(
            List.of(
                new ApiException.FieldError(place + "currency", String.valueOf(e.getMessage()))));
      }
      boolean auto = query.provider().equals(MarketCharts.AUTO);
      if (!auto || e.kind() != ProviderException.Kind.UNKNOWN_SYMBOL) throw e;
      symbols.instrument(query.request().name());
      throw e;
    }
  }

  private static Picture picture(Drawn drawn, PictureOptions options) {
    PriceSeries prices = drawn.prices();
    Frequency frequency = drawn.query().options().frequency();
    Subject subject =
        new Subject(
            drawn.chart().base() + "/" + drawn.chart().quote(),
            drawn.chart().quote().toUpperCase(Locale.ROOT),
            drawn.chart().provider());
    return new EnrichedPlot(
            subject,
            drawn.query().frame(prices),
            prices,
            frequency == null ? null : Resample.to(frequency, prices))
        .picture(options);
  }
}
