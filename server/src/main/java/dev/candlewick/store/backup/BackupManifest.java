package dev.candlewick.store.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The manifest of a backup.
///
/// @param format version of the file format
/// @param program version of the candlewick that wrote it
/// @param postgres version of the PostgreSQL it was read from
/// @param schema the last migration of the database
/// @param createdAt when the backup began, `2026-01-31T12:00:00Z`
public record BackupManifest(
    int format,
    String program,
    String postgres,
    String schema,
    String createdAt,
    List<TableData> tables) {
  static final int FORMAT = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /// A table's part of a backup.
  ///
  /// @param columns in the order of their values in the data
  /// @param rows how many lines the data has
  /// @param nextId the number of its next row; null when the rows have no number of their own
  public record TableData(
      String name,
      List<String> columns,
      long rows,
      long bytes,
      String sha256,
      @Nullable Long nextId) {
    public TableData {
      columns = List.copyOf(columns);
    }
  }

  public BackupManifest {
    tables = List.copyOf(tables);
  }

  /// Returns the number of rows of all tables.
  public long rows() {
    return tables.stream().mapToLong(TableData::rows).sum();
  }

  byte[] json() {
    try {
      return MAPPER
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(this)
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the backup manifest as JSON", e);
    }
  }

  /// Parses a manifest of the supported format.
  static BackupManifest parse(byte[] json) throws IOException {
    int format = MAPPER.readTree(json).path("format").asInt();
    if (format != FORMAT) {
      throw new BackupException(
          "The backup has format %d, this program reads format %d".formatted(format, FORMAT));
    }
    return MAPPER.readValue(json, BackupManifest.class);
  }
}
