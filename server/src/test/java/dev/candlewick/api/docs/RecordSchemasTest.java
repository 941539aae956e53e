package dev.candlewick.api.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.docs.RecordSchemas.Use;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Backfill;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A record's schema states what JSON has: types, formats, nulls, required fields and the values of
/// enumerations.
class RecordSchemasTest {
  private final RecordSchemas schemas = new RecordSchemas();

  /// A record with every kind of component.
  private record Everything(
      long id,
      int count,
      double ratio,
      boolean active,
      BigDecimal exact,
      @DecimalText String quantity,
      @DecimalText @Nullable String price,
      Instant createdAt,
      @Nullable Instant closedAt,
      Interval interval,
      Backfill.@Nullable State state,
      List<@Nullable Inner> inners,
      Map<String, Inner> byName,
      @JsonRawValue String details,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String renamedTo,
      @JsonUnwrapped Inner unwrapped) {}

  private record Inner(String name) {}

  private record Input(
      @org.eclipse.microprofile.openapi.annotations.media.Schema(description = "Above 0")
          BigDecimal price,
      Instant time,
      @Nullable Boolean active) {}

  private Schema schema(Class<?> type, Use use) {
    String name = schemas.of(type, use).getRef().replaceFirst(".*/", "");
    return schemas.all().get(name);
  }

  private static void assertType(Schema schema, @Nullable String format, SchemaType... types) {
    assertThat(schema.getType()).containsExactly(types);
    assertThat(schema.getFormat()).isEqualTo(format);
  }

  @Test
  void componentsHaveTheTypesOfTheirJson() {
    Map<String, Schema> properties = schema(Everything.class, Use.RESPONSE).getProperties();
    assertType(properties.get("id"), "int64", SchemaType.INTEGER);
    assertType(properties.get("count"), "int32", SchemaType.INTEGER);
    assertType(properties.get("ratio"), "double", SchemaType.NUMBER);
    assertType(properties.get("active"), null, SchemaType.BOOLEAN);
    assertType(properties.get("exact"), null, SchemaType.NUMBER);
    assertType(properties.get("quantity"), "decimal", SchemaType.STRING);
    assertType(properties.get("created_at"), "date-time", SchemaType.STRING);
    assertThat(properties.get("by_name").getAdditionalPropertiesSchema().getRef())
        .endsWith("/Inner");
    assertThat(properties.get("details").getAdditionalPropertiesSchema().getBooleanSchema())
        .isTrue();
    assertThat(properties).containsKey("name").doesNotContainKey("unwrapped");
  }

  @Test
  void nullableComponentsOfResponsesAllowNull() {
    Map<String, Schema> properties = schema(Everything.class, Use.RESPONSE).getProperties();
    assertType(properties.get("price"), "decimal", SchemaType.STRING, SchemaType.NULL);
    assertType(properties.get("closed_at"), "date-time", SchemaType.STRING, SchemaType.NULL);
    assertThat(properties.get("state").getAnyOf())
        .extracting(Schema::getRef)
        .containsExactly("#/components/schemas/BackfillState", null);
    assertThat(properties.get("inners").getItems().getAnyOf()).hasSize(2);
    assertType(properties.get("renamed_to"), null, SchemaType.STRING);
  }

  @Test
  void componentsOfResponsesAreRequiredUnlessTheyAreLeftOut() {
    Schema schema = schema(Everything.class, Use.RESPONSE);
    assertThat(schema.getRequired())
        .containsExactlyInAnyOrderElementsOf(
            schema.getProperties().keySet().stream()
                .filter(name -> !name.equals("renamed_to"))
                .toList());
  }

  @Test
  void enumerationsHaveTheValuesOfTheirJson() {
    var _ = schema(Everything.class, Use.RESPONSE);
    assertThat(schemas.all().get("Interval").getEnumeration()).contains("1m", "1M");
    assertThat(schemas.all().get("BackfillState").getEnumeration())
        .containsExactly("queued", "running", "done", "failed", "cancelled");
  }

  @Test
  void requestsTakeDecimalsAsStringsAndRequireWhatIsNotNullable() {
    Schema schema = schema(Input.class, Use.REQUEST);
    assertType(schema.getProperties().get("price"), "decimal", SchemaType.STRING);
    assertThat(schema.getProperties().get("price").getDescription())
        .isEqualTo("Above 0. A decimal as a string; a number is accepted, too");
    assertThat(schema.getProperties().get("time").getDescription()).contains("seconds");
    assertType(schema.getProperties().get("active"), null, SchemaType.BOOLEAN);
    assertThat(schema.getRequired()).containsExactly("price", "time");
    assertThat(schema.getAdditionalPropertiesSchema().getBooleanSchema()).isFalse();
  }

  @Test
  void aRecordIsEitherReadOrWritten() {
    var _ = schemas.of(Input.class, Use.REQUEST);
    assertThatIllegalStateException()
        .isThrownBy(() -> schemas.of(Input.class, Use.RESPONSE))
        .withMessageContaining("two schemas Input");
  }
}
