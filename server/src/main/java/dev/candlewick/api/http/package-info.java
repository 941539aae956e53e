/// TODO.
@NullMarked
package dev.candlewick.api.http;

import org.jspecify.annotations.NullMarked;
