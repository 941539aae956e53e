package dev.candlewick.api.docs;

/// The names of schemas in the document.
final class SchemaNames {
  private static final String API = "dev.candlewick.api.";

  private SchemaNames() {}

  /// The simple name of a type. A type outside of `api` and inside another type has the name of
  /// that one before its own: `BackfillState`.
  static String of(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    boolean own = type.getName().startsWith(API) || outer == null;
    return own ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
  }
}
