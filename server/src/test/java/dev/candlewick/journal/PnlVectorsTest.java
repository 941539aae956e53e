package dev.candlewick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.journal.Position.Exit;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that the vectors the preview of the user interface is tested with are the results of
/// `Position`. With `-Dvectors.write` it writes them.
class PnlVectorsTest {
  private static final Path FILE = Path.of("../web/src/lib/pnl-vectors.json");
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final int RANDOM_VECTORS = 100;

  private static String vector(Side side, String quantity, String entry, String exit) {
    BigDecimal result =
        new Position(
                1,
                new Terms(
                    new Symbol("BTC", "USDT"),
                    side,
                    new BigDecimal(quantity),
                    new BigDecimal(entry)),
                new Exit(new BigDecimal(exit), TIME),
                TIME,
                Remarks.NONE,
                TIME)
            .realizedPnl();
    String plain = result.signum() == 0 ? "0" : result.stripTrailingZeros().toPlainString();
    return "{ \"side\": \"%s\", \"quantity\": \"%s\", \"entry\": \"%s\", \"exit\": \"%s\", \"pnl\": \"%s\" }"
        .formatted(side, quantity, entry, exit, plain);
  }

  private static String vectors() {
    String least = "0.000000000000000001";
    String most = "99999999999999999999.999999999999999999";
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      lines.add(vector(side, "0.5", "50000", "55000"));
      lines.add(vector(side, "0.5", "50000", "50000"));
      lines.add(vector(side, "0.5", "50000", "0"));
      lines.add(vector(side, least, least, most));
      lines.add(vector(side, most, most, least));
      lines.add(vector(side, "0.1", "0.1", "0.3"));
    }
    Random random = new Random(15);
    for (int i = 0; i < RANDOM_VECTORS; i++) {
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      lines.add(vector(side, decimal(random), decimal(random), decimal(random)));
    }
    return "[\n  " + String.join(",\n  ", lines) + "\n]\n";
  }

  private static String decimal(Random random) {
    BigInteger digits = new BigInteger(1 + random.nextInt(60), random).add(BigInteger.ONE);
    return new BigDecimal(digits, random.nextInt(19)).toPlainString();
  }

  @Test
  void theCommittedVectorsAreTheResultsOfPositions() throws IOException {
    if (System.getProperty("vectors.write") != null) Files.writeString(FILE, vectors());
    assertThat(FILE).content().isEqualTo(vectors());
  }
}
