/// Environment, `.env` and defaults as records; uses no other package. Start at `Settings`.
@NullMarked
package dev.candlewick.settings;

import org.jspecify.annotations.NullMarked;
