package dev.candlewick.api.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.api.http.RecordFields;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/// The schemas of records as JSON writes and reads them. Every component of a response is required,
/// unless `JsonInclude` leaves it out, and null where it is `@Nullable`. Of a request the
/// components are required that are not `@Nullable`.
final class RecordSchemas {
  private static final Map<Class<?>, String> TIMES =
      Map.of(Instant.class, "date-time", LocalDate.class, "date");

  private static final Map<Class<?>, String> FORMATS =
      Map.of(
          int.class, "int32",
          Integer.class, "int32",
          long.class, "int64",
          Long.class, "int64",
          double.class, "double",
          Double.class, "double");

  private final Map<String, Schema> schemas = new TreeMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();
  private final Map<Class<?>, Use> uses = new HashMap<>();

  /// Whether a type is read or written.
  enum Use {
    REQUEST,
    RESPONSE
  }

  /// All named schemas so far.
  Map<String, Schema> all() {
    return new TreeMap<>(schemas);
  }

  /// The schema of a type; of a record, an enumeration or a choice a reference to it.
  Schema of(Class<?> type, Use use) {
    if (type.isArray()) return array(of(type.getComponentType(), use));
    if (type == String.class || TIMES.containsKey(type)) return string(TIMES.get(type));
    if (type == boolean.class || type == Boolean.class) return simple(SchemaType.BOOLEAN, null);
    if (type == BigDecimal.class) {
      return use == Use.REQUEST ? string("decimal") : simple(SchemaType.NUMBER, null);
    }
    String format = FORMATS.get(type);
    if (format == null) return reference(type, use);
    return simple(format.equals("double") ? SchemaType.NUMBER : SchemaType.INTEGER, format);
  }

  /// The same of a type with arguments and annotations: `List<@Nullable Point>`.
  Schema of(AnnotatedType type, Use use) {
    Schema schema = notNull(type, use);
    return isNullable(type, use) ? orNull(schema) : schema;
  }

  private Schema notNull(AnnotatedType annotated, Use use) {
    if (!(annotated instanceof AnnotatedParameterizedType generic)) {
      return of(rawType(annotated.getType()), use);
    }
    AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
    Class<?> raw = rawType(annotated.getType());
    if (Collection.class.isAssignableFrom(raw)) return array(of(arguments[0], use));
    if (raw == Map.class) {
      return object().additionalPropertiesSchema(of(arguments[1], use));
    }
    throw new IllegalStateException("no schema for " + annotated);
  }

  static Class<?> rawType(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private Schema reference(Class<?> type, Use use) {
    String name = SchemaNames.of(type);
    Class<?> known = types.putIfAbsent(name, type);
    if (known == null) {
      uses.put(type, use);
      schemas.put(name, definition(type, use));
    } else if (known != type || (type.isRecord() && uses.get(type) != use)) {
      throw new IllegalStateException("two schemas " + name + ": " + known + ", " + type);
    }
    return OASFactory.createSchema().ref(name);
  }

  private Schema definition(Class<?> type, Use use) {
    if (type.isEnum()) {
      Schema schema = string(null);
      for (Object constant : type.getEnumConstants()) schema.addEnumeration(constant.toString());
      return schema;
    }
    var declared =
        type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    if (type.isRecord()) return record(type, declared, use);
    if (declared == null || declared.anyOf().length == 0) {
      throw new IllegalStateException("no schema for " + type.getName());
    }
    Schema choice = OASFactory.createSchema();
    Arrays.stream(declared.anyOf()).forEach(one -> choice.addAnyOf(of(one, use)));
    SchemaAnnotations.describe(choice, declared);
    return choice;
  }

  private Schema record(
      Class<?> type,
      org.eclipse.microprofile.openapi.annotations.media.@Nullable Schema declared,
      Use use) {
    Schema schema = object();
    for (RecordComponent component : type.getRecordComponents()) add(schema, component, use);
    if (declared != null) SchemaAnnotations.describe(schema, declared);
    boolean open = declared != null && declared.additionalProperties() != Void.class;
    if (use == Use.REQUEST && !open) schema.setAdditionalPropertiesSchema(always(false));
    return schema;
  }

  private void add(Schema schema, RecordComponent component, Use use) {
    Field field = field(component);
    if (field.isAnnotationPresent(JsonUnwrapped.class)) {
      for (RecordComponent inner : component.getType().getRecordComponents()) {
        add(schema, inner, use);
      }
      return;
    }
    String name = RecordFields.name(component);
    boolean required = isRequired(component, field, use);
    Schema property = property(component, field, use, required);
    var declared =
        field.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    if (declared != null) SchemaAnnotations.describe(property, declared);
    if (use == Use.REQUEST) SchemaAnnotations.describeInput(property, component.getType());
    schema.addProperty(name, property);
    if (required) schema.addRequired(name);
  }

  /// The schema of a component. One that is absent instead of null is not nullable.
  private Schema property(RecordComponent component, Field field, Use use, boolean required) {
    AnnotatedType type = component.getAnnotatedType();
    Schema schema;
    if (field.isAnnotationPresent(JsonRawValue.class)) {
      schema = object().additionalPropertiesSchema(always(true));
    } else if (field.isAnnotationPresent(DecimalText.class)) {
      schema = string("decimal");
    } else {
      schema = notNull(type, use);
    }
    return required && isNullable(type, use) ? orNull(schema) : schema;
  }

  private static boolean isNullable(AnnotatedType type, Use use) {
    return use == Use.RESPONSE && type.isAnnotationPresent(Nullable.class);
  }

  private static boolean isRequired(RecordComponent component, Field field, Use use) {
    if (use == Use.REQUEST) {
      return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
    JsonInclude include = field.getAnnotation(JsonInclude.class);
    return include == null || include.value() == JsonInclude.Include.ALWAYS;
  }

  private static Field field(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A schema that null is valid for, too.
  private static Schema orNull(Schema schema) {
    if (schema.getRef() == null) return schema.addType(SchemaType.NULL);
    return OASFactory.createSchema()
        .anyOf(List.of(schema, OASFactory.createSchema().addType(SchemaType.NULL)));
  }

  /// The schema that every value is valid for, or none.
  private static Schema always(boolean valid) {
    return OASFactory.createSchema().booleanSchema(valid);
  }

  private static Schema array(Schema items) {
    return simple(SchemaType.ARRAY, null).items(items);
  }

  private static Schema object() {
    return simple(SchemaType.OBJECT, null);
  }

  private static Schema string(@Nullable String format) {
    return simple(SchemaType.STRING, format);
  }

  private static Schema simple(SchemaType type, @Nullable String format) {
    Schema schema = OASFactory.createSchema().addType(type);
    if (format != null) schema.setFormat(format);
    return schema;
  }
}
