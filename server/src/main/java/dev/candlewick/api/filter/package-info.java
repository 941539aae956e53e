/// Filters and routes that every request passes before and after its operation: routing, logs,
/// query names, errors, idempotency. Start at `RequestLog`.
@NullMarked
package dev.candlewick.api.filter;

import org.jspecify.annotations.NullMarked;
