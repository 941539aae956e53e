package dev.candlewick.api.access;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rate limit of an operation, on its method or on its class, besides the limit of all
/// requests. It binds `OperationRateFilter`, so that other operations do not run it.
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {
  /// The limit.
  RateLimit value();
}
