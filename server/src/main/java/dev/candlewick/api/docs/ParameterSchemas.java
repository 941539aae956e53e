package dev.candlewick.api.docs;

import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Gives parameters that arrive as text the schemas of their values, with the bounds that the
/// operation enforces.
final class ParameterSchemas {
  /// The largest whole number that a double has exactly, as JavaScript's numbers are.
  private static final long MAX_EXACT = 1L << 53;

  private final RecordSchemas schemas;

  ParameterSchemas(RecordSchemas schemas) {
    this.schemas = schemas;
  }

  void complete(Operation operation, ScannedOperation scanned) {
    List<Parameter> parameters = operation.getParameters();
    if (parameters == null) return;
    Map<String, AnnotatedElement> elements = scanned.parameters();
    for (Parameter parameter : parameters) {
      AnnotatedElement element = elements.get(parameter.getName());
      if (element == null) {
        throw new IllegalStateException(
            "no parameter " + parameter.getName() + " of " + scanned.method());
      }
      complete(parameter, element);
    }
  }

  private void complete(Parameter parameter, AnnotatedElement element) {
    IdOf id = element.getAnnotation(IdOf.class);
    if (id != null) {
      parameter.setSchema(integer(1, Long.MAX_VALUE));
      parameter.setDescription("The id of the " + id.value());
    }
    WholeNumber number = element.getAnnotation(WholeNumber.class);
    if (number != null) {
      Schema schema = integer(number.min(), number.max());
      if (number.defaultValue() != WholeNumber.NONE) {
        schema.setDefaultValue(number.defaultValue());
      }
      parameter.setSchema(schema);
    }
    ValuesOf values = element.getAnnotation(ValuesOf.class);
    if (values != null) {
      parameter.setSchema(schemas.of(values.value(), RecordSchemas.Use.REQUEST));
    }
    setExample(parameter);
  }

  private static Schema integer(long min, long max) {
    Schema schema =
        OASFactory.createSchema()
            .addType(SchemaType.INTEGER)
            .format(max <= Integer.MAX_VALUE ? "int32" : "int64")
            .minimum(BigDecimal.valueOf(min));
    if (max < MAX_EXACT) schema.setMaximum(BigDecimal.valueOf(max));
    return schema;
  }

  /// An example is text in the code and has the type of its schema in the document.
  private static void setExample(Parameter parameter) {
    List<SchemaType> types = parameter.getSchema() == null ? null : parameter.getSchema().getType();
    if (!(parameter.getExample() instanceof String text) || types == null) return;
    if (types.contains(SchemaType.INTEGER)) parameter.setExample(Long.valueOf(text));
    if (types.contains(SchemaType.NUMBER)) parameter.setExample(new BigDecimal(text));
  }
}
