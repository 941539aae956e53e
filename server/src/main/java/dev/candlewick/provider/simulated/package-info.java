/// A simulated market, always labelled as such, for use without a network. Start at
/// `SimulatedProvider`.
@NullMarked
package dev.candlewick.provider.simulated;

import org.jspecify.annotations.NullMarked;
