/// What all resources share: requests read field by field, JSON, problem documents, addresses and
/// the response cache. Uses no other package of `api`. Start at `ApiException`.
@NullMarked
package dev.candlewick.api.http;

import org.jspecify.annotations.NullMarked;
