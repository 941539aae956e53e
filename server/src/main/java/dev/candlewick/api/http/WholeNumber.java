package dev.candlewick.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a request parameter that arrives as text and is a whole number. The bounds and the default
/// are the constants that the operation gives to `FieldReader.integer`.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface WholeNumber {
  /// The value of `defaultValue` for a parameter without a default.
  long NONE = Long.MIN_VALUE;

  /// The smallest value that is accepted.
  long min();

  /// The largest value that is accepted; without a bound by default.
  long max() default Long.MAX_VALUE;

  /// The value of an absent parameter.
  long defaultValue() default NONE;
}
