package dev.candlewick.api.market;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ApiException.FieldError;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.ingest.post.CandlePosting;
import dev.candlewick.ingest.post.SubmittedCandle;
import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.CandlePageStore;
import dev.candlewick.store.candle.PostedCandleStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes candles that people post: reads them, finds every fault, stores what is new and leaves
/// alone what is there.
public final class CandlePosts {
  private final Symbols symbols;
  private final CandlePosting posting;
  private final CandlePageStore pages;

  /// The response to one candle: whether it was stored, and the row that is stored now.
  public record PostedCandle(
      PostStatus status, boolean created, @JsonUnwrapped CandleView candle) {}

  /// The response to an array of candles.
  public record PostedCandles(long inserted, long duplicatesSkipped) {}

  /// @param field where its open time stands in the body
  private record ParsedCandle(SubmittedCandle candle, String field) {}

  public CandlePosts(Symbols symbols, CandlePosting posting, CandlePageStore pages) {
    this.symbols = symbols;
    this.posting = posting;
    this.pages = pages;
  }

  PostedCandle saveOne(JsonBody body) {
    FieldReader reader = new FieldReader();
    ParsedCandle read = read(reader, body);
    reader.check();
    if (read == null) throw new IllegalStateException("unchecked fault");
    boolean created = save(List.of(read)) == 1;
    SubmittedCandle posted = read.candle();
    CandleView row =
        pages
            .find(posted.symbol().joined(), posted.interval(), posted.candle().openTime())
            .map(CandleView::of)
            .orElseThrow();
    return new PostedCandle(PostStatus.of(created), created, row);
  }

  PostedCandles saveAll(JsonBody body) {
    FieldReader reader = new FieldReader();
    List<ParsedCandle> parsed = new ArrayList<>();
    for (JsonBody element : body.elements()) {
      ParsedCandle read = read(reader, element);
      if (read != null) parsed.add(read);
    }
    reader.check();
    long inserted = save(parsed);
    return new PostedCandles(inserted, parsed.size() - inserted);
  }

  private long save(List<ParsedCandle> parsed) {
    try {
      return posting.save(parsed.stream().map(ParsedCandle::candle).toList());
    } catch (PostedCandleStore.OffGridException e) {
      throw ApiException.validation(
          parsed.stream().flatMap(read -> offGrid(read, e.candles())).toList());
    }
  }

  private static Stream<FieldError> offGrid(
      ParsedCandle read, List<PostedCandleStore.OffGrid> wrong) {
    SubmittedCandle posted = read.candle();
    return wrong.stream()
        .filter(off ->
            off.symbol().joined().equals(posted.symbol().joined())
                && off.interval() == posted.interval())
        .filter(off -> off.openTime().equals(posted.candle().openTime()))
        .map(off ->
            new FieldError(read.field(), CandlePosting.offGrid(off.interval(), off.before())));
  }

  private @Nullable ParsedCandle read(FieldReader reader, JsonBody body) {
    body.checkFields(reader, NewCandle.class);
    Symbol symbol =
        reader.resolve(
            body.pathOf("symbol"), body.string(reader, "symbol"), symbols::writtenSymbol);
    String code = body.string(reader, "interval");
    Interval interval =
        reader.require(
            body.pathOf("interval"), reader.interval(body.pathOf("interval"), code), code);
    Candle candle = candle(reader, body);
    if (symbol == null || interval == null || candle == null) return null;
    check(reader, body, interval, candle);
    return new ParsedCandle(
        new SubmittedCandle(symbol, interval, candle), body.pathOf("open_time"));
  }

  private static @Nullable Candle candle(FieldReader reader, JsonBody body) {
    Instant openTime = body.requiredTime(reader, "open_time");
    BigDecimal open = body.decimal(reader, "open", true);
    BigDecimal high = body.decimal(reader, "high", true);
    BigDecimal low = body.decimal(reader, "low", true);
    BigDecimal close = body.decimal(reader, "close", true);
    BigDecimal volume = body.decimal(reader, "volume", true);
    Instant closeTime = body.requiredTime(reader, "close_time");
    String trades = body.text(reader, "trades");
    reader.require(body.pathOf("trades"), trades, trades);
    int count = (int) reader.integer(body.pathOf("trades"), trades, 0, 0, Integer.MAX_VALUE);
    BigDecimal quote = body.decimal(reader, "quote_volume", false);
    BigDecimal takerBase = body.decimal(reader, "taker_base_volume", false);
    BigDecimal takerQuote = body.decimal(reader, "taker_quote_volume", false);
    if (openTime == null || closeTime == null || open == null || high == null) return null;
    if (low == null || close == null || volume == null) return null;
    return new Candle(
        openTime, open, high, low, close, volume, closeTime, count, quote, takerBase, takerQuote);
  }

  private static void check(FieldReader reader, JsonBody body, Interval interval, Candle candle) {
    candle.faults().forEach(fault -> reader.add(body.pathOf(fault.field()), fault.message()));
    String fault = CandlePosting.openTimeFault(interval, candle.openTime());
    if (fault != null) reader.add(body.pathOf("open_time"), fault);
  }
}
