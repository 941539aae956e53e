package dev.candlewick.api.market;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ApiException.FieldError;
import dev.candlewick.api.http.Body;
import dev.candlewick.api.http.Faults;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.CandlePages;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.PostedCandles;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes candles that people post: reads them, finds every fault, stores what is new and leaves
/// alone what is there.
public final class CandlePosts {
  private static final String[] FIELDS = {
    "symbol",
    "interval",
    "open_time",
    "open",
    "high",
    "low",
    "close",
    "volume",
    "close_time",
    "trades",
    "quote_volume",
    "taker_base_volume",
    "taker_quote_volume"
  };

  private final Symbols symbols;
  private final PostedCandles candles;
  private final CandlePages pages;

  /// The answer to one candle: what became of it, and the row that is there now.
  public record Posted(String status, boolean created, @JsonUnwrapped CandleView candle) {}

  /// The answer to an array.
  public record Batch(long inserted, long duplicatesSkipped) {}

  /// @param place where its open time stands in the body
  private record Read(Symbol symbol, Interval interval, Candle candle, String place) {}

  private record Key(Symbol symbol, Interval interval) {}

  public CandlePosts(Symbols symbols, PostedCandles candles, CandlePages pages) {
    this.symbols = symbols;
    this.candles = candles;
    this.pages = pages;
  }

  Posted one(Body body) {
    Faults faults = new Faults();
    Read read = read(faults, body);
    faults.check();
    if (read == null) throw new IllegalStateException("unchecked fault");
    boolean created = save(List.of(read)) == 1;
    CandleView row =
        pages
            .find(read.symbol().joined(), read.interval(), read.candle().openTime())
            .map(CandleView::of)
            .orElseThrow();
    return new Posted(created ? "created" : "exists", created, row);
  }

  Batch all(Body body) {
    Faults faults = new Faults();
    List<Read> reads = new ArrayList<>();
    for (Body element : body.elements()) {
      Read read = read(faults, element);
      if (read != null) reads.add(read);
    }
    faults.check();
    long inserted = save(reads);
    return new Batch(inserted, reads.size() - inserted);
  }

  private long save(List<Read> reads) {
    Map<Key, TreeMap<Instant, Candle>> groups = new LinkedHashMap<>();
    Map<String, Symbol> spelt = new HashMap<>();
    for (Read read : reads) {
      Symbol symbol = spelt.computeIfAbsent(read.symbol().joined(), _ -> read.symbol());
      groups
          .computeIfAbsent(new Key(symbol, read.interval()), key -> new TreeMap<>())
          .putIfAbsent(read.candle().openTime(), read.candle());
    }
    List<PostedCandles.Posting> postings =
        groups.entrySet().stream()
            .map(group -> posting(group.getKey(), CandleBatch.of(group.getValue().values())))
            .toList();
    try {
      return candles.save(postings);
    } catch (PostedCandles.OffGridException e) {
      throw ApiException.validation(
          reads.stream().flatMap(read -> offGrid(read, e.candles())).toList());
    }
  }

  private static PostedCandles.Posting posting(Key key, CandleBatch batch) {
    return new PostedCandles.Posting(key.symbol(), key.interval(), batch);
  }

  /// A `3d` series counts from its first candle, so that only the store can tell what is off its
  /// grid.
  private static Stream<FieldError> offGrid(Read read, List<PostedCandles.OffGrid> wrong) {
    return wrong.stream()
        .filter(off ->
            off.symbol().joined().equals(read.symbol().joined())
                && off.interval() == read.interval())
        .filter(off -> off.openTime().equals(read.candle().openTime()))
        .map(off -> new FieldError(read.place(), noOpenTime(off.interval(), off.before())));
  }

  private static String noOpenTime(Interval interval, Instant before) {
    return "is no open time of a %s candle; the last before it is %s"
        .formatted(interval.code(), before);
  }

  private @Nullable Read read(Faults faults, Body body) {
    body.fields(faults, FIELDS);
    Symbol symbol = symbols.written(faults, body.at("symbol"), body.string(faults, "symbol"));
    String code = body.string(faults, "interval");
    Interval interval =
        faults.required(body.at("interval"), faults.interval(body.at("interval"), code), code);
    Candle candle = candle(faults, body);
    if (symbol == null || interval == null || candle == null) return null;
    check(faults, body, interval, candle);
    return new Read(symbol, interval, candle, body.at("open_time"));
  }

  private static @Nullable Candle candle(Faults faults, Body body) {
    Instant openTime = body.time(faults, "open_time");
    BigDecimal open = body.decimal(faults, "open", true);
    BigDecimal high = body.decimal(faults, "high", true);
    BigDecimal low = body.decimal(faults, "low", true);
    BigDecimal close = body.decimal(faults, "close", true);
    BigDecimal volume = body.decimal(faults, "volume", true);
    Instant closeTime = body.time(faults, "close_time");
    String trades = body.text(faults, "trades");
    faults.required(body.at("trades"), trades, trades);
    int count = (int) faults.whole(body.at("trades"), trades, 0, 0, Integer.MAX_VALUE);
    BigDecimal quote = body.decimal(faults, "quote_volume", false);
    BigDecimal takerBase = body.decimal(faults, "taker_base_volume", false);
    BigDecimal takerQuote = body.decimal(faults, "taker_quote_volume", false);
    if (openTime == null || closeTime == null || open == null || high == null) return null;
    if (low == null || close == null || volume == null) return null;
    return new Candle(
        openTime, open, high, low, close, volume, closeTime, count, quote, takerBase, takerQuote);
  }

  private static void check(Faults faults, Body body, Interval interval, Candle candle) {
    candle.faults().forEach(fault -> faults.add(body.at(fault.field()), fault.message()));
    Instant open = candle.openTime();
    if (open.isBefore(CandleStore.FIRST) || !open.isBefore(CandleStore.LAST)) {
      faults.add(
          body.at("open_time"), "must be from " + CandleStore.FIRST + " to " + CandleStore.LAST);
    } else if (interval == Interval.D3 && !open.equals(open.truncatedTo(ChronoUnit.SECONDS))) {
      faults.add(body.at("open_time"), "must be a whole second");
    } else if (interval != Interval.D3 && !Grid.of(interval).aligned(open)) {
      faults.add(body.at("open_time"), noOpenTime(interval, Grid.of(interval).floor(open)));
    }
  }
}
