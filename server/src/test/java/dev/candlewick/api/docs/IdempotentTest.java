package dev.candlewick.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.api.aliases.TradesApi;
import dev.candlewick.api.http.Idempotent;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every writing operation heeds `Idempotency-Key`; an alias leaves it to the operation it stands
/// for.
class IdempotentTest {
  @Test
  void everyWritingOperationIsIdempotent() {
    List<Method> writes =
        Resources.ALL.stream()
            .filter(resource -> resource != TradesApi.class)
            .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
            .filter(IdempotentTest::writes)
            .toList();
    assertThat(writes).hasSizeGreaterThan(20);
    assertThat(writes)
        .allSatisfy(write -> assertThat(write.isAnnotationPresent(Idempotent.class)).isTrue());
  }

  private static boolean writes(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .anyMatch(
            verb -> verb != null && !List.of("GET", "HEAD", "OPTIONS").contains(verb.value()));
  }
}
