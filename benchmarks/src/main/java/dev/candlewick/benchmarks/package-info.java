/// Benchmarks of Candlewick against baselines of the same run. Start at `Main`.
@NullMarked
package dev.candlewick.benchmarks;

import org.jspecify.annotations.NullMarked;
