package dev.candlewick.api.docs;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The method of an operation, found by the id that the scanner makes of package, class and method.
record ScannedOperation(Class<?> resource, Method method) {
  static ScannedOperation of(String id) {
    int split = id.lastIndexOf('_');
    try {
      Class<?> resource =
          Class.forName(
              id.substring(0, split), false, Thread.currentThread().getContextClassLoader());
      return new ScannedOperation(resource, method(resource, id.substring(split + 1)));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class of operation " + id, e);
    }
  }

  private static Method method(Class<?> resource, String name) {
    List<Method> methods =
        Arrays.stream(resource.getDeclaredMethods()).filter(m -> m.getName().equals(name)).toList();
    if (methods.size() == 1) return methods.getFirst();
    throw new IllegalStateException("not one operation " + name + " in " + resource.getName());
  }

  /// The id in the document: `candle_list` of `CandleApi.list`.
  String shortId() {
    return (resource.getSimpleName() + "." + method.getName())
        .replaceFirst("Api\\.", "_")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /// Its request parameters by their names.
  Map<String, AnnotatedElement> parameters() {
    Map<String, AnnotatedElement> elements = new HashMap<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          elements.put(name(field, field.getName()), field);
        }
      } else {
        elements.put(name(parameter, parameter.getName()), parameter);
      }
    }
    return elements;
  }

  private static String name(AnnotatedElement element, String own) {
    String declared = "";
    if (element.isAnnotationPresent(RestQuery.class)) {
      declared = element.getAnnotation(RestQuery.class).value();
    } else if (element.isAnnotationPresent(RestPath.class)) {
      declared = element.getAnnotation(RestPath.class).value();
    } else if (element.isAnnotationPresent(RestHeader.class)) {
      declared = element.getAnnotation(RestHeader.class).value();
    } else if (element.isAnnotationPresent(QueryParam.class)) {
      declared = element.getAnnotation(QueryParam.class).value();
    } else if (element.isAnnotationPresent(PathParam.class)) {
      declared = element.getAnnotation(PathParam.class).value();
    } else if (element.isAnnotationPresent(HeaderParam.class)) {
      declared = element.getAnnotation(HeaderParam.class).value();
    }
    return declared.isEmpty() ? own : declared;
  }
}
