/// The embedded PostgreSQL: binaries unpacked from the class path, one cluster per data home,
/// shared by every process that opens it and monitored while one does. Uses store's
/// `StoreException` only. Start at `EmbeddedPostgres`.
@NullMarked
package dev.candlewick.store.embedded;

import org.jspecify.annotations.NullMarked;
