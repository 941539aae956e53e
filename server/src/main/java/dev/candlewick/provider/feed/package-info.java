/// TODO.
@NullMarked
package dev.candlewick.provider.feed;

import org.jspecify.annotations.NullMarked;
