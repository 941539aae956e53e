/// Environment, `.env` and defaults into records; knows no other package. Start at `Settings`.
@NullMarked
package dev.candlewick.settings;

import org.jspecify.annotations.NullMarked;
