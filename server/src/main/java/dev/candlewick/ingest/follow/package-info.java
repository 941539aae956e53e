/// TODO.
@NullMarked
package dev.candlewick.ingest.follow;

import org.jspecify.annotations.NullMarked;
