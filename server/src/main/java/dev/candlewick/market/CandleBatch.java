package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Candles of one series as columns of exact decimals: the data that venues and imports deliver and
/// the store saves. Row `i` of every column is the same candle. Times are microseconds since 1970.
///
/// A batch guarantees neither order nor validity; `fault` checks both.
public final class CandleBatch {
  private final long[] openMicros;
  private final long[] closeMicros;
  private final int[] trades;
  private final DecimalColumn[] decimals;

  /// The decimal columns, in the order of the table.
  public enum Column {
    OPEN(0),
    HIGH(1),
    LOW(2),
    CLOSE(3),
    VOLUME(4),
    QUOTE_VOLUME(5),
    TAKER_BASE_VOLUME(6),
    TAKER_QUOTE_VOLUME(7);

    private final int position;

    Column(int position) {
      this.position = position;
    }
  }

  /// The first invalid row, with the reason.
  public record Fault(int row, Instant openTime, String message) {}

  private CandleBatch(
      long[] openMicros, long[] closeMicros, int[] trades, DecimalColumn[] decimals) {
    this.openMicros = openMicros;
    this.closeMicros = closeMicros;
    this.trades = trades;
    this.decimals = decimals;
  }

  public static CandleBatch empty() {
    return new Builder(0).build();
  }

  public static CandleBatch of(Iterable<Candle> candles) {
    Builder builder = new Builder(16);
    candles.forEach(builder::add);
    return builder.build();
  }

  public int size() {
    return openMicros.length;
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public long openMicros(int row) {
    return openMicros[row];
  }

  public long closeMicros(int row) {
    return closeMicros[row];
  }

  public int trades(int row) {
    return trades[row];
  }

  public DecimalColumn column(Column column) {
    return decimals[column.position];
  }

  public Instant openTime(int row) {
    return Grid.instant(openMicros[row]);
  }

  public Candle candle(int row) {
    return new Candle(
        openTime(row),
        column(Column.OPEN).require(row),
        column(Column.HIGH).require(row),
        column(Column.LOW).require(row),
        column(Column.CLOSE).require(row),
        column(Column.VOLUME).require(row),
        Grid.instant(closeMicros[row]),
        trades[row],
        column(Column.QUOTE_VOLUME).get(row),
        column(Column.TAKER_BASE_VOLUME).get(row),
        column(Column.TAKER_QUOTE_VOLUME).get(row));
  }

  /// Returns the rows sorted by open time; rows of one open time keep their order.
  public CandleBatch sorted() {
    if (isAscending()) return this;
    return of(
        IntStream.range(0, size())
            .mapToObj(this::candle)
            .sorted(Comparator.comparing(Candle::openTime))
            .toList());
  }

  private boolean isAscending() {
    for (int row = 1; row < size(); row++) {
      if (openMicros[row] < openMicros[row - 1]) return false;
    }
    return true;
  }

  /// Returns the rows `from <= row < to`.
  public CandleBatch slice(int from, int to) {
    DecimalColumn[] part = new DecimalColumn[decimals.length];
    Arrays.setAll(part, i -> decimals[i].slice(from, to));
    return new CandleBatch(
        Arrays.copyOfRange(openMicros, from, to),
        Arrays.copyOfRange(closeMicros, from, to),
        Arrays.copyOfRange(trades, from, to),
        part);
  }

  /// Whether a row equals a row of another batch, by value: `1.0` is `1.00`.
  public boolean same(int row, CandleBatch other, int otherRow) {
    if (openMicros[row] != other.openMicros[otherRow]
        || closeMicros[row] != other.closeMicros[otherRow]
        || trades[row] != other.trades[otherRow]) {
      return false;
    }
    for (int i = 0; i < decimals.length; i++) {
      if (!decimals[i].same(row, other.decimals[i], otherRow)) return false;
    }
    return true;
  }

  /// Returns the first row that is off the grid, not after its predecessor, or invalid in itself.
  public Optional<Fault> fault(Grid grid) {
    for (int row = 0; row < size(); row++) {
      String message = faultOf(row, grid);
      if (message != null) return Optional.of(new Fault(row, openTime(row), message));
    }
    return Optional.empty();
  }

  private @Nullable String faultOf(int row, Grid grid) {
    if (!grid.isAligned(openMicros[row])) {
      return "open time is off the " + grid.interval().code() + " grid";
    }
    if (row > 0 && openMicros[row] == openMicros[row - 1]) return "open time occurs twice";
    if (row > 0 && openMicros[row] < openMicros[row - 1]) {
      return "open time is before its predecessor's " + openTime(row - 1);
    }
    if (isValid(row)) return null;
    Candle.Fault fault = candle(row).faults().getFirst();
    return fault.field() + " " + fault.message();
  }

  /// The same rules as `Candle.faults`, without an object per row; a property test compares the
  /// two.
  private boolean isValid(int row) {
    return signum(Column.LOW, row) > 0
        && compare(Column.HIGH, Column.OPEN, row) >= 0
        && compare(Column.HIGH, Column.CLOSE, row) >= 0
        && compare(Column.LOW, Column.OPEN, row) <= 0
        && compare(Column.LOW, Column.CLOSE, row) <= 0
        && areVolumesValid(row)
        && closeMicros[row] > openMicros[row]
        && trades[row] >= 0;
  }

  private boolean areVolumesValid(int row) {
    return signum(Column.VOLUME, row) >= 0
        && signum(Column.QUOTE_VOLUME, row) >= 0
        && signum(Column.TAKER_BASE_VOLUME, row) >= 0
        && signum(Column.TAKER_QUOTE_VOLUME, row) >= 0;
  }

  private int signum(Column column, int row) {
    return column(column).signum(row);
  }

  private int compare(Column one, Column two, int row) {
    return column(one).compare(row, column(two), row);
  }

  /// Builds a batch row by row: the times first, then the eight decimals in the order of `Column`.
  public static final class Builder {
    private long[] openMicros;
    private long[] closeMicros;
    private int[] trades;
    private final DecimalColumn.Builder[] decimals =
        new DecimalColumn.Builder[Column.values().length];
    private int size;

    public Builder(int capacity) {
      int room = Math.max(capacity, 1);
      openMicros = new long[room];
      closeMicros = new long[room];
      trades = new int[room];
      Arrays.setAll(decimals, i -> new DecimalColumn.Builder(room));
    }

    public int size() {
      return size;
    }

    /// Begins a row; then every decimal column must receive exactly one value.
    public Builder beginRow(long open, long close, int tradeCount) {
      if (size == openMicros.length) {
        openMicros = Arrays.copyOf(openMicros, size * 2);
        closeMicros = Arrays.copyOf(closeMicros, size * 2);
        trades = Arrays.copyOf(trades, size * 2);
      }
      openMicros[size] = open;
      closeMicros[size] = close;
      trades[size++] = tradeCount;
      return this;
    }

    public DecimalColumn.Builder column(Column column) {
      return decimals[column.position];
    }

    public Builder add(Candle candle) {
      beginRow(Grid.micros(candle.openTime()), Grid.micros(candle.closeTime()), candle.trades());
      return addValue(Column.OPEN, candle.open())
          .addValue(Column.HIGH, candle.high())
          .addValue(Column.LOW, candle.low())
          .addValue(Column.CLOSE, candle.close())
          .addValue(Column.VOLUME, candle.volume())
          .addValue(Column.QUOTE_VOLUME, candle.quoteVolume())
          .addValue(Column.TAKER_BASE_VOLUME, candle.takerBaseVolume())
          .addValue(Column.TAKER_QUOTE_VOLUME, candle.takerQuoteVolume());
    }

    private Builder addValue(Column column, @Nullable BigDecimal value) {
      column(column).add(value);
      return this;
    }

    public CandleBatch build() {
      DecimalColumn[] columns = new DecimalColumn[decimals.length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = decimals[i].build();
        if (columns[i].size() != size) {
          throw new IllegalStateException(
              "decimal column %d has %d rows of %d".formatted(i, columns[i].size(), size));
        }
      }
      return new CandleBatch(
          Arrays.copyOf(openMicros, size),
          Arrays.copyOf(closeMicros, size),
          Arrays.copyOf(trades, size),
          columns);
    }
  }
}
