/// TODO.
@NullMarked
package dev.candlewick.books;

import org.jspecify.annotations.NullMarked;
