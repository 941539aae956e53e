package dev.candlewick.api.access;

import dev.candlewick.identity.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;

/// The access rule of an operation, on its method or on its class. An operation without a rule is
/// refused (`AccessFilter`) and fails the build.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
  /// The callers without credentials that may use it.
  Anonymous anonymous();

  /// The scope a credential must have.
  Scope scope() default Scope.READ;

  /// Other scopes that are sufficient. The operation itself checks which of them it needs
  /// (`CallerContext.require`).
  Scope[] or() default {};

  /// Callers without credentials.
  enum Anonymous {
    /// From any address: public data.
    ALL,
    /// By the rules of the public workspace (`PublicWorkspaceRule`), on its data.
    WORKSPACE,
    /// From this machine, unless a setting opens it; the operation checks it itself.
    LOCAL,
    /// None.
    NONE
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
