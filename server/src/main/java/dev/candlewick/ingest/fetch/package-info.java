/// TODO.
@NullMarked
package dev.candlewick.ingest.fetch;

import org.jspecify.annotations.NullMarked;
