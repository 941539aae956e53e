/// TODO.
@NullMarked
package dev.candlewick.api.docs;

import org.jspecify.annotations.NullMarked;
