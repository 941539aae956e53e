package dev.candlewick.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// The names of a record's components as JSON writes them.
public final class RecordFields {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
  private static final ClassValue<List<String>> NAMES =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(RecordFields::name).toList();
        }
      };

  private RecordFields() {}

  /// All names, in the order of the components.
  public static List<String> names(Class<? extends Record> type) {
    return NAMES.get(type);
  }

  /// The name of one component: `entryPrice` is `entry_price`, unless `JsonProperty` gives another
  /// one, for a name that Java reserves.
  public static String name(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? SNAKE_CASE.translate(component.getName()) : named.value();
  }
}
