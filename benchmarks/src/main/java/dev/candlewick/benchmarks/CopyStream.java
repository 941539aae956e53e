package dev.candlewick.benchmarks;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// PostgreSQL's binary COPY without other code around it: the baselines.
final class CopyStream {
  private static final int CHUNK = 1 << 16;

  private CopyStream() {}

  /// Sends bytes that another COPY returned.
  static long in(Connection connection, String command, byte[] bytes) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
    for (int at = 0; at < bytes.length; at += CHUNK) {
      copy.writeToCopy(bytes, at, Math.min(CHUNK, bytes.length - at));
    }
    return copy.endCopy();
  }

  /// Reads and discards all rows; returns the number of bytes.
  static long drain(Connection connection, String query) throws SQLException {
    CopyOut copy = out(connection, query);
    long bytes = 0;
    for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
      bytes += part.length;
    }
    return bytes;
  }

  static byte[] bytes(Connection connection, String query) throws SQLException {
    CopyOut copy = out(connection, query);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static CopyOut out(Connection connection, String query) throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
  }
}
