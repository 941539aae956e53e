package dev.candlewick.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a request parameter that arrives as text and is one of an enumeration's constants; the
/// API's description lists them as `toString()` writes them.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface ValuesOf {
  /// The enumeration.
  Class<? extends Enum<?>> value();
}
