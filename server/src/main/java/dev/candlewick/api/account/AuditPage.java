package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import org.jspecify.annotations.Nullable;

/// The entries of the audit log that a request reads, newest first.
///
/// @param before only entries with a smaller id
record AuditPage(long before, int limit) {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;

  static AuditPage read(@Nullable String before, @Nullable String limit) {
    FieldReader reader = new FieldReader();
    long first = reader.integer("query.before", before, Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int most = (int) reader.integer("query.limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
    reader.check();
    return new AuditPage(first, most);
  }
}
