/// Shared code of the tests: recorded market data, and a venue on the loopback that serves it and
/// fails on order. Start at `BinanceReplay`.
@NullMarked
package dev.candlewick.testing;

import org.jspecify.annotations.NullMarked;
