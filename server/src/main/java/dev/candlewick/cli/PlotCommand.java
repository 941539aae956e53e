package dev.candlewick.cli;

import dev.candlewick.analytics.FrameException;
import dev.candlewick.analytics.FrameOptions;
import dev.candlewick.catalog.NameException;
import dev.candlewick.charts.ChartPicture;
import dev.candlewick.charts.ChartRequest;
import dev.candlewick.charts.MarketChart;
import dev.candlewick.charts.MarketCharts;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.TimeText;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureFormat;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Theme;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "plot",
    description = "Draw prices with returns, rolling mean and volatility as PNG or SVG.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class PlotCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SYMBOL", description = "bitcoin, BTC ...")
  String symbol = "";

  @Parameters(index = "1", paramLabel = "CURRENCY", description = "usd, eur ...")
  String currency = "";

  @Option(names = "--days", defaultValue = "30", description = "whole days up to now")
  int days;

  @Option(
      names = "--provider",
      defaultValue = "auto",
      description = "a venue, stored (no requests) or auto (the store, then the venues in order)")
  String provider = MarketCharts.AUTO;

  @Option(names = "--frequency", description = "${COMPLETION-CANDIDATES}")
  @Nullable Frequency frequency;

  @Option(names = "--window", description = "of the rolling mean")
  @Nullable Integer window;

  @Option(names = "--volatility-window", description = "at least 2")
  @Nullable Integer volatilityWindow;

  @Option(names = "--normalize-base", description = "what the first price becomes")
  @Nullable Double base;

  @Option(names = "--start", description = "first time, such as 2025-01-10")
  @Nullable String start;

  @Option(names = "--end", description = "last time")
  @Nullable String end;

  @Option(names = "--theme", defaultValue = "light", description = "${COMPLETION-CANDIDATES}")
  Theme theme = Theme.LIGHT;

  @Option(names = "--width", defaultValue = "1200", description = "pixels, 200 to 4000")
  int width;

  @Option(names = "--height", defaultValue = "900", description = "pixels, 200 to 4000")
  int height;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "ends in .png or .svg; by default outputs/SYMBOL-CURRENCY-DAYSd.png")
  @Nullable Path output;

  PlotCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    Path file = file();
    PictureOptions options = options(file);
    OutputFiles.checkWritable(file);
    try (Session session = launcher.open(spec.commandLine().getErr()::println)) {
      ChartRequest request = request(session);
      MarketChart chart = session.charts().chart(source(session), request);
      Picture picture = picture(request, chart, options);
      OutputFiles.write(file, picture.bytes());
      if (chart.stale()) {
        spec.commandLine().getErr().println("candlewick: old prices: " + chart.fault());
      }
    }
    spec.commandLine().getOut().println(file);
    return 0;
  }

  private Path file() {
    if (output != null) return output;
    String name = symbol + "-" + currency + "-" + days + "d.png";
    return Path.of("outputs", name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.-]", "_"));
  }

  private PictureOptions options(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".svg")) {
      throw usageError("the file must end in .png or .svg: " + file);
    }
    PictureFormat format = name.endsWith(".svg") ? PictureFormat.SVG : PictureFormat.PNG;
    try {
      return new PictureOptions(format, width, height, theme);
    } catch (IllegalArgumentException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  private String source(Session session) {
    String name = provider.toLowerCase(Locale.ROOT);
    if (session.charts().names().contains(name)) return name;
    throw usageError("--provider must be one of " + String.join(", ", session.charts().names()));
  }

  private ChartRequest request(Session session) {
    if (days < 1) throw usageError("--days must be greater than 0");
    return new ChartRequest(
        symbol,
        instrument(session),
        currency.toUpperCase(Locale.ROOT),
        days,
        time("--start", start),
        time("--end", end));
  }

  private @Nullable Instrument instrument(Session session) {
    boolean required = session.charts().needsInstrument(provider.toLowerCase(Locale.ROOT));
    try {
      return session.symbols().instrument(symbol, required);
    } catch (NameException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Instant time(String option, @Nullable String text) {
    if (text == null) return null;
    return TimeText.parse(text)
        .orElseThrow(
            () -> usageError(option + " must be a date or a time like 2025-01-10: " + text));
  }

  private Picture picture(ChartRequest request, MarketChart chart, PictureOptions options) {
    PriceSeries prices = chart.between(request.from(), request.to());
    if (prices.isEmpty()) throw usageError(chart.provider() + " has no prices in this range");
    try {
      return ChartPicture.draw(
          chart, prices, new FrameOptions(frequency, window, volatilityWindow, base), options);
    } catch (FrameException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
