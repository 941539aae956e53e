/// TODO.
@NullMarked
package dev.candlewick.ingest.poll;

import org.jspecify.annotations.NullMarked;
