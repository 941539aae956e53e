package dev.candlewick.api.http;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a writing operation, which supports `Idempotency-Key`; every writing operation does.
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {
  /// Whether the operation commits in several steps, because it waits for a venue between them;
  /// each step can be repeated safely.
  @Nonbinding
  boolean inSteps() default false;
}
