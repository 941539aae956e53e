package dev.candlewick.api.market;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Market;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.candle.CandleStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A backfill in a request, with every name resolved.
record BackfillOrder(Backfill.Request request, List<Symbol> symbols, List<Interval> intervals) {
  private static final int MAX_SERIES = 500;

  /// Reads bodies.
  record Reader(Providers providers, Symbols symbols) {
    /// Returns the order of a body; throws all faults at once.
    ///
    /// @param now the end of a range without one
    BackfillOrder read(byte[] bytes, Instant now) {
      JsonBody body = JsonBody.read(bytes);
      FieldReader reader = new FieldReader();
      body.checkFields(reader, NewBackfill.class);
      CandleProvider provider = provider(reader, body);
      List<Symbol> wanted = provider == null ? List.of() : symbols(reader, body, provider);
      List<Interval> intervals = intervals(reader, body);
      if (provider != null) {
        intervals.forEach(one -> reader.requireOffered(body.pathOf("interval"), provider, one));
      }
      Instant from = time(reader, body, "from", CandleStore.MIN_OPEN_TIME);
      Instant to = time(reader, body, "to", now.truncatedTo(ChronoUnit.SECONDS));
      if (!from.isBefore(to))
        reader.add(body.pathOf("from"), "must be before the end of the range, " + to);
      boolean follow = body.flag(reader, "follow");
      if (wanted.size() * intervals.size() > MAX_SERIES) {
        reader.add(
            body.pathOf("symbols"), "and intervals make more than " + MAX_SERIES + " series");
      }
      reader.check();
      if (provider == null) throw new IllegalStateException("unchecked fault");
      return new BackfillOrder(
          new Backfill.Request(provider.name(), from, to, follow), wanted, intervals);
    }

    private List<Symbol> symbols(FieldReader reader, JsonBody body, CandleProvider provider) {
      List<String> texts = new ArrayList<>(body.strings(reader, "symbol"));
      texts.addAll(body.strings(reader, "symbols"));
      if (texts.isEmpty()) reader.add(body.pathOf("symbol"), "is required");
      return texts.stream()
          .map(text ->
              reader.resolve(
                  body.pathOf("symbol"), text, name -> symbols.market(provider.name(), name)))
          .filter(Objects::nonNull)
          .map(Market::symbol)
          .distinct()
          .toList();
    }

    private static List<Interval> intervals(FieldReader reader, JsonBody body) {
      List<String> texts = new ArrayList<>(body.strings(reader, "interval"));
      texts.addAll(body.strings(reader, "intervals"));
      if (texts.isEmpty()) reader.add(body.pathOf("interval"), "is required");
      return texts.stream()
          .map(text -> reader.interval(body.pathOf("interval"), text))
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }

    private @Nullable CandleProvider provider(FieldReader reader, JsonBody body) {
      String name =
          Objects.requireNonNullElse(body.string(reader, "provider"), Providers.DEFAULT_VENUE);
      CandleProvider provider = providers.find(name).orElse(null);
      if (provider == null) {
        reader.add(
            body.pathOf("provider"), "must be one of " + String.join(", ", providers.names()));
      }
      return provider;
    }

    private static Instant time(
        FieldReader reader, JsonBody body, String name, Instant defaultValue) {
      Instant time = body.optionalTime(reader, name);
      return time == null ? defaultValue : time;
    }
  }
}
