package dev.candlewick.api.account;

import dev.candlewick.api.http.FieldReader;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit log are asked for.
///
/// @param before only entries with a smaller id
record AuditPage(long before, int limit) {
  static AuditPage read(@Nullable String before, @Nullable String limit) {
    FieldReader reader = new FieldReader();
    long first = reader.integer("query.before", before, Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int most = (int) reader.integer("query.limit", limit, 100, 1, 1000);
    reader.check();
    return new AuditPage(first, most);
  }
}
