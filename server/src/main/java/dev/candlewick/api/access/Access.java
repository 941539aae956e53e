package dev.candlewick.api.access;

import dev.candlewick.identity.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;

/// Who may ask for an operation, on its method or on its class. An operation without a rule is
/// refused (`AccessFilter`) and fails the build.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
  /// Which callers without credentials may.
  Anonymous anonymous();

  /// What a credential must allow.
  Scope scope() default Scope.READ;

  /// What lets a credential in as well. An operation of several asks for the one it turns out to
  /// need (`CallerContext.require`).
  Scope[] or() default {};

  /// Callers without credentials.
  enum Anonymous {
    /// From anywhere: what is public.
    ANYONE,
    /// As the public workspace's rules say (`PublicWorkspace`), on its data.
    WORKSPACE,
    /// Not at all.
    NOBODY
  }

  /// Finds the rule of an operation.
  final class Rule {
    private Rule() {}

    public static Access of(Class<?> resource, Method operation) {
      Access rule = operation.getAnnotation(Access.class);
      if (rule == null) rule = resource.getAnnotation(Access.class);
      if (rule == null) throw new IllegalStateException("no rule for " + operation);
      return rule;
    }
  }
}
