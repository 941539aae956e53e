package dev.candlewick.ledger;

import dev.candlewick.ledger.Transaction.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes transactions of one instrument for tests, a minute apart.
final class Books {
  static final long INSTRUMENT = 7;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Transaction> written = new ArrayList<>();

  Books opening(String quantity, String price) {
    return add(Kind.OPENING, quantity, price, "0");
  }

  Books buy(String quantity, String price, String fee) {
    return add(Kind.BUY, quantity, price, fee);
  }

  Books sell(String quantity, String price, String fee) {
    return add(Kind.SELL, quantity, price, fee);
  }

  private Books add(Kind kind, String quantity, String price, String fee) {
    int n = written.size();
    written.add(
        new Transaction(
            n,
            INSTRUMENT,
            kind,
            new BigDecimal(quantity),
            new BigDecimal(price),
            new BigDecimal(fee),
            START.plusSeconds(60L * n),
            0));
    return this;
  }

  List<Transaction> transactions() {
    return List.copyOf(written);
  }

  Holding replay() {
    return Replay.of(written, CostMethod.AVERAGE).get(INSTRUMENT);
  }

  /// Returns this many random transactions, which never sell more than is held.
  static Books random(Random chance, int count) {
    Books books = new Books();
    BigDecimal held = BigDecimal.ZERO;
    for (int i = 0; i < count; i++) {
      BigDecimal price = decimal(chance, 9, 8);
      boolean sell = held.signum() > 0 && chance.nextInt(3) == 0;
      BigDecimal quantity = sell ? part(chance, held) : decimal(chance, 18, 18);
      held = sell ? held.subtract(quantity) : held.add(quantity);
      String fee = decimal(chance, 5, 8).toPlainString();
      books.add(sell ? Kind.SELL : Kind.BUY, quantity.toPlainString(), price.toPlainString(), fee);
    }
    return books;
  }

  /// Returns a part of the quantity held, at times all of it.
  private static BigDecimal part(Random chance, BigDecimal held) {
    BigDecimal half = held.divide(BigDecimal.TWO, 18, RoundingMode.DOWN);
    return chance.nextBoolean() || half.signum() == 0 ? held : half;
  }

  private static BigDecimal decimal(Random chance, int digits, int scale) {
    long bound = (long) Math.pow(10, digits);
    return BigDecimal.valueOf(1 + chance.nextLong(bound), scale);
  }
}
