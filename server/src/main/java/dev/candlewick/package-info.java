/// The root: starts the program, builds its objects and hands them over; nothing uses it.
@NullMarked
package dev.candlewick;

import org.jspecify.annotations.NullMarked;
