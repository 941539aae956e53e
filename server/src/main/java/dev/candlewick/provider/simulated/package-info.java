/// A made-up market, always named as such: for trying the product without a network. Start at
/// `SimulatedProvider`.
@NullMarked
package dev.candlewick.provider.simulated;

import org.jspecify.annotations.NullMarked;
