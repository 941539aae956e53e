/// TODO.
@NullMarked
package dev.candlewick.provider.client;

import org.jspecify.annotations.NullMarked;
