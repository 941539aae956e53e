/// The hub of the streams: topics, their newest updates and cursors, and one bounded queue per
/// connection. Knows no HTTP; uses `bus`, `loop` and `market`. Start at `Hub`.
@NullMarked
package dev.candlewick.stream;

import org.jspecify.annotations.NullMarked;
