/// How fast Candlewick is, against yardsticks of the same run. Start at `Main`.
@NullMarked
package dev.candlewick.benchmarks;

import org.jspecify.annotations.NullMarked;
