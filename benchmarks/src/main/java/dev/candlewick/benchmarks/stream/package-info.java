/// Loads a stream with thousands of clients and reports the cost for the server. Start at
/// `StreamLoad`.
@NullMarked
package dev.candlewick.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
