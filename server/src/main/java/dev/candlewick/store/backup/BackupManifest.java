package dev.candlewick.store.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backup says of itself.
///
/// @param format version of the file's form
/// @param program version of the candlewick that wrote it
/// @param postgres version of the PostgreSQL it was read from
/// @param schema the last migration of the database
/// @param createdAt when it was begun, `2026-01-31T12:00:00Z`
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
  /// @param columns as their values stand in the data
  /// @param rows how many lines the data has
  /// @param nextId what its next row is numbered; null when rows have no number of their own
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

  /// Rows of all tables.
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
      throw new IllegalStateException("a manifest that is no JSON", e);
    }
  }

  /// Reads one whose format is ours.
  static BackupManifest parse(byte[] json) throws IOException {
    int format = MAPPER.readTree(json).path("format").asInt();
    if (format != FORMAT) {
      throw new BackupException(
          "The backup has format %d, this program reads format %d".formatted(format, FORMAT));
    }
    return MAPPER.readValue(json, BackupManifest.class);
  }
}
