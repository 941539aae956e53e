package dev.candlewick.api.docs;

import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What `@Schema` on a record or a component adds to the schema of its type.
final class SchemaAnnotations {
  private static final String DECIMAL = "A decimal as a string; a number is accepted, too";
  private static final String TIME =
      "ISO 8601; whole seconds or milliseconds since 1970 are accepted, too";

  private SchemaAnnotations() {}

  static void describe(
      org.eclipse.microprofile.openapi.models.media.Schema schema, Schema declared) {
    if (!declared.description().isEmpty()) schema.setDescription(declared.description());
    if (!declared.format().isEmpty()) schema.setFormat(declared.format());
    if (!declared.pattern().isEmpty()) schema.setPattern(declared.pattern());
    if (!declared.minimum().isEmpty()) schema.setMinimum(new BigDecimal(declared.minimum()));
    if (!declared.maximum().isEmpty()) schema.setMaximum(new BigDecimal(declared.maximum()));
    if (declared.minLength() > 0) schema.setMinLength(declared.minLength());
    if (declared.maxLength() < Integer.MAX_VALUE) schema.setMaxLength(declared.maxLength());
  }

  /// Describes the other forms in which a request may have a value.
  static void describeInput(
      org.eclipse.microprofile.openapi.models.media.Schema schema, Class<?> type) {
    if (type == BigDecimal.class) append(schema, DECIMAL);
    if (type == Instant.class) append(schema, TIME);
  }

  private static void append(
      org.eclipse.microprofile.openapi.models.media.Schema schema, String note) {
    String before = schema.getDescription();
    schema.setDescription(before == null ? note : before + ". " + note);
  }
}
