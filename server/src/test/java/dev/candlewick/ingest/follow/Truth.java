package dev.candlewick.ingest.follow;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/// The complete data of a market: its minute candles and its prints, both ascending. Minutes
/// without a trade have no candle.
record Truth(List<Candle> candles, List<Print> prints) {
  static final Symbol SYMBOL = new Symbol("XRP", "ETH");
  static final Grid GRID = Grid.of(Interval.M1);
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  /// Returns Binance's data of October 2019 where it is on this machine, else generated data.
  static Truth some(int most) {
    Optional<Path> folder = SharedData.folder().map(data -> data.resolve("trades"));
    Truth all = folder.filter(Files::isDirectory).map(Truth::recorded).orElseGet(Truth::madeUp);
    List<Candle> candles = all.candles.subList(0, Math.min(most, all.candles.size()));
    Instant end = GRID.next(candles.getLast().openTime());
    return new Truth(
        candles, all.prints.stream().filter(print -> print.time().isBefore(end)).toList());
  }

  private static Truth recorded(Path folder) {
    List<Candle> candles = new ArrayList<>();
    for (String line : lines(folder.resolve("XRP_ETH-1m.expected.csv.gz"))) {
      if (line.startsWith("date")) continue;
      String[] parts = line.split(",", -1);
      Instant open = Instant.ofEpochMilli(Long.parseLong(parts[0]));
      candles.add(candle(open, parts));
    }
    List<Print> prints = new ArrayList<>();
    for (String line : lines(folder.resolve("XRPETH-aggTrades-2019-10-11_13.csv.gz"))) {
      String[] parts = line.split(",", -1);
      Instant time = Instant.ofEpochMilli(Long.parseLong(parts[5]));
      prints.add(
          new Print(
              SYMBOL,
              new BigDecimal(parts[1]),
              new BigDecimal(parts[2]),
              time,
              parts[6].equals("True") ? Print.Side.SELL : Print.Side.BUY,
              parts[0]));
    }
    return new Truth(candles, prints);
  }

  private static Candle candle(Instant open, String[] parts) {
    return new Candle(
        open,
        new BigDecimal(parts[1]),
        new BigDecimal(parts[2]),
        new BigDecimal(parts[3]),
        new BigDecimal(parts[4]),
        new BigDecimal(parts[5]),
        GRID.next(open).minusMillis(1),
        1,
        null,
        null,
        null);
  }

  private static List<String> lines(Path file) {
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Truth madeUp() {
    Random random = new Random(11);
    List<Candle> candles = new ArrayList<>();
    List<Print> prints = new ArrayList<>();
    for (int minute = 0; minute < 1000; minute++) {
      if (minute > 0 && random.nextInt(4) == 0) continue;
      Instant open = GRID.plus(START, minute);
      candles.add(Candles.one(GRID, open, random));
      for (int i = 0; i < 5; i++) prints.add(print(7_000 + prints.size(), open, i));
    }
    return new Truth(candles, prints);
  }

  /// Returns the print of a number.
  static Print print(long number, Instant open, int place) {
    return new Print(
        SYMBOL,
        BigDecimal.valueOf(number, 4),
        BigDecimal.ONE,
        open.plus(Duration.ofSeconds(10L * place)),
        Print.Side.BUY,
        Long.toString(number));
  }
}
