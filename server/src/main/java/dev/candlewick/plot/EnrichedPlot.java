package dev.candlewick.plot;

import dev.candlewick.analytics.Frame;
import dev.candlewick.series.PriceSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plot of a frame in three panels on one time axis: the price with its rolling mean, the
/// returns, and the normalised price with the volatility. An absent column omits its line; the last
/// panel is omitted when it would be empty.
///
/// @param frame with its columns by their names of contract 1: `price`, `rolling_mean_20` ...
/// @param raw every point, drawn whatever the frame was resampled to
/// @param resampled drawn dashed over it; null where nothing was resampled
public record EnrichedPlot(
    Subject subject, Frame frame, PriceSeries raw, @Nullable PriceSeries resampled) {

  public Picture picture(PictureOptions options) {
    TimeSpan span = TimeSpan.around(raw.timeMicros(), frame.timeMicros());
    var name = List.of(subject.symbol(), subject.provider());
    var panels = new EnrichedPanels(this, span, options).all();
    return Painter.paint(new Figure(name, facts(), span, panels), options);
  }

  private List<String> facts() {
    if (raw.isEmpty()) return List.of("no prices in this range");
    List<String> facts = new ArrayList<>(Summary.of(raw).facts(Precision.ofPrices(raw.price())));
    facts.add(NumberText.count(raw.size(), "point"));
    facts.add(TimeTicks.range(raw.timeMicros()));
    return facts;
  }
}
