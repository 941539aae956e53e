package dev.candlewick.testing;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A session as Binance would have sent it for these prints: each print, the minute's running
/// candle after it, and each candle as it closed.
///
/// @param candles the closed ones, of every minute with a print
public record FeedSession(List<Print> prints, List<Candle> candles, FeedRecording recording) {
  private static final Grid MINUTES = Grid.of(Interval.M1);

  /// Returns the session of the recorded trades `XRPETH-aggTrades-2019-10-11_13.csv.gz`.
  public static FeedSession recorded() {
    Symbol symbol = new Symbol("XRP", "ETH");
    return of(
        lines("trades/XRPETH-aggTrades-2019-10-11_13.csv.gz")
            .map(line -> {
              String[] row = line.split(",", -1);
              return new Print(
                  symbol,
                  new BigDecimal(row[1]),
                  new BigDecimal(row[2]),
                  Instant.ofEpochMilli(Long.parseLong(row[5])),
                  row[6].equals("True") ? Print.Side.SELL : Print.Side.BUY,
                  row[0]);
            }));
  }

  /// Returns the lines of a compressed file of the recorded data.
  public static Stream<String> lines(String file) {
    try (InputStream raw = Files.newInputStream(SharedData.required().resolve(file));
        InputStream in = new GZIPInputStream(raw)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the session of prints of one symbol, oldest first.
  public static FeedSession of(Stream<Print> all) {
    List<Print> prints = all.toList();
    List<Candle> candles = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Candle running = null;
    for (Print print : prints) {
      Instant open = MINUTES.floor(print.time());
      if (running != null && !running.openTime().equals(open)) {
        candles.add(running);
        lines.add(kline(print.symbol(), running, true));
        running = null;
      }
      running = with(running, open, print);
      lines.add(trade(print));
      lines.add(kline(print.symbol(), running, false));
    }
    if (running != null) {
      candles.add(running);
      lines.add(kline(prints.getLast().symbol(), running, true));
    }
    return new FeedSession(prints, List.copyOf(candles), new FeedRecording(lines));
  }

  private static Candle with(@Nullable Candle before, Instant open, Print print) {
    BigDecimal price = print.price();
    BigDecimal taken = print.taker() == Print.Side.BUY ? print.qty() : BigDecimal.ZERO;
    Candle now =
        new Candle(
            open,
            price,
            price,
            price,
            price,
            print.qty(),
            open.plusMillis(59_999),
            1,
            price.multiply(print.qty()),
            taken,
            price.multiply(taken));
    return before == null ? now : sum(before, now);
  }

  private static Candle sum(Candle one, Candle two) {
    return new Candle(
        one.openTime(),
        one.open(),
        one.high().max(two.high()),
        one.low().min(two.low()),
        two.close(),
        one.volume().add(two.volume()),
        one.closeTime(),
        one.trades() + two.trades(),
        sum(one.quoteVolume(), two.quoteVolume()),
        sum(one.takerBaseVolume(), two.takerBaseVolume()),
        sum(one.takerQuoteVolume(), two.takerQuoteVolume()));
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal two) {
    return one == null || two == null ? null : one.add(two);
  }

  private static String trade(Print print) {
    long time = print.time().toEpochMilli();
    return """
    {"stream":"%s@aggTrade","data":{"e":"aggTrade","E":%d,"s":"%s","a":%s,"p":"%s","q":"%s",\
    "f":1,"l":1,"T":%d,"m":%b,"M":true}}\
    """
        .formatted(
            print.symbol().joined().toLowerCase(Locale.ROOT),
            time,
            print.symbol().joined(),
            print.tradeId(),
            print.price().toPlainString(),
            print.qty().toPlainString(),
            time,
            print.taker() == Print.Side.SELL);
  }

  private static String kline(Symbol symbol, Candle candle, boolean closed) {
    return """
    {"stream":"%s@kline_1m","data":{"e":"kline","E":1,"s":"%s","k":{"t":%d,"T":%d,"s":"%s",\
    "i":"1m","f":1,"L":1,%s,"n":%d,"x":%b,"B":"0"}}}\
    """
        .formatted(
            symbol.joined().toLowerCase(Locale.ROOT),
            symbol.joined(),
            candle.openTime().toEpochMilli(),
            candle.closeTime().toEpochMilli(),
            symbol.joined(),
            figures(candle),
            candle.trades(),
            closed);
  }

  private static String figures(Candle candle) {
    return """
    "o":"%s","c":"%s","h":"%s","l":"%s","v":"%s","q":"%s","V":"%s","Q":"%s"\
    """
        .formatted(
            candle.open(),
            candle.close(),
            candle.high(),
            candle.low(),
            candle.volume(),
            candle.quoteVolume(),
            candle.takerBaseVolume(),
            candle.takerQuoteVolume());
  }
}
