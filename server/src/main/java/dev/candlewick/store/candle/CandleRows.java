package dev.candlewick.store.candle;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.IntPredicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// Rows of `candle_row` in COPY's binary format, in both directions (PostgreSQL manual, COPY,
/// "Binary Format").
final class CandleRows {
  /// The stored columns of a batch, in the order this class reads and writes them.
  static final String COLUMNS =
      "open_time, close_time, trades, open, high, low, close, volume,"
          + " quote_volume, taker_base_volume, taker_quote_volume";

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int PREAMBLE = SIGNATURE.length + 8;
  private static final int MAX_ROW = 2048;
  private static final int BUFFER = 1 << 16;
  private static final Column[] DECIMALS = Column.values();
  private static final short FIELDS = (short) (4 + DECIMALS.length);

  /// Microseconds from 1970 to 2000, the epoch of PostgreSQL.
  private static final long EPOCH_SHIFT = 946_684_800_000_000L;

  private CandleRows() {}

  /// Streams the selected rows of a batch into `candle_row` and returns their number.
  static long write(PGConnection connection, int seriesId, CandleBatch batch, IntPredicate selected)
      throws SQLException {
    CopyIn copy =
        connection
            .getCopyAPI()
            .copyIn("COPY candle_row (series_id, " + COLUMNS + ") FROM STDIN (FORMAT binary)");
    boolean ended = false;
    try {
      byte[] bytes = new byte[BUFFER];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      buffer.put(SIGNATURE).putInt(0).putInt(0);
      for (int row = 0; row < batch.size(); row++) {
        if (!selected.test(row)) continue;
        if (buffer.remaining() < MAX_ROW) flush(copy, bytes, buffer);
        writeRow(seriesId, batch, row, buffer);
      }
      buffer.putShort((short) -1);
      flush(copy, bytes, buffer);
      long rows = copy.endCopy();
      ended = true;
      return rows;
    } finally {
      if (!ended && copy.isActive()) copy.cancelCopy();
    }
  }

  private static void flush(CopyIn copy, byte[] bytes, ByteBuffer buffer) throws SQLException {
    copy.writeToCopy(bytes, 0, buffer.position());
    buffer.clear();
  }

  private static void writeRow(int seriesId, CandleBatch batch, int row, ByteBuffer out) {
    out.putShort(FIELDS);
    out.putInt(4).putInt(seriesId);
    out.putInt(8).putLong(batch.openMicros(row) - EPOCH_SHIFT);
    out.putInt(8).putLong(batch.closeMicros(row) - EPOCH_SHIFT);
    out.putInt(4).putInt(batch.trades(row));
    for (Column column : DECIMALS) NumericCodec.write(batch.column(column), row, out);
  }

  /// Returns the rows of a query over `COLUMNS`.
  static CandleBatch read(PGConnection connection, String query, int expected) throws SQLException {
    CandleBatch.Builder batch = new CandleBatch.Builder(expected);
    forEachRow(
        connection,
        query,
        in -> {
          in.getInt();
          long open = in.getLong() + EPOCH_SHIFT;
          in.getInt();
          long close = in.getLong() + EPOCH_SHIFT;
          in.getInt();
          batch.beginRow(open, close, in.getInt());
          for (Column column : DECIMALS) NumericCodec.read(in, in.getInt(), batch.column(column));
        });
    return batch.build();
  }

  /// The handler of one row, whose field count is already read.
  interface RowReader {
    void read(ByteBuffer in);
  }

  /// Passes every row of a query to a reader, as COPY streams them: one message per row.
  static void forEachRow(PGConnection connection, String query, RowReader reader)
      throws SQLException {
    CopyOut copy =
        connection.getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
    boolean ended = false;
    try {
      boolean first = true;
      for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (first) in.position(PREAMBLE);
        first = false;
        while (in.remaining() >= 2) {
          if (in.getShort() < 0) break;
          reader.read(in);
        }
      }
      ended = true;
    } finally {
      if (!ended && copy.isActive()) copy.cancelCopy();
    }
  }

  static long readMicros(ByteBuffer in) {
    in.getInt();
    return in.getLong() + EPOCH_SHIFT;
  }

  static double readDouble(ByteBuffer in) {
    in.getInt();
    return NumericCodec.readDouble(in);
  }
}
