/// Listens to a stream with thousands of clients and says what that costs the server. Start at
/// `StreamLoad`.
@NullMarked
package dev.candlewick.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
